using System.Globalization;
using Jiuji.Matching.Solving;

namespace Jiuji.Bench.Flow;

/// <summary>The lots and needs of counties one behind another in one file, read again county by county.</summary>
static class CountyFile
{
    internal static void Write(BinaryWriter to, OfferedLot[] lots, OpenNeed[] needs)
    {
        to.Write(lots.Length);
        foreach (var lot in lots)
        {
            to.Write(lot.Id.ToByteArray());
            to.Write(lot.Provider.ToByteArray());
            to.Write(lot.KindCode);
            to.Write(lot.Quantity);
            to.Write(lot.PerHouseholdLimit ?? 0);
            to.Write(lot.AreaCodes.Count);
            foreach (var area in lot.AreaCodes) to.Write(area);
            Write(to, lot.Place, lot.ValidUntil);
        }
        to.Write(needs.Length);
        foreach (var need in needs)
        {
            to.Write(need.Id.ToByteArray());
            to.Write(need.Household.ToByteArray());
            to.Write(need.KindCode);
            to.Write(need.Quantity);
            to.Write(need.Urgency);
            to.Write(need.CategoryCode ?? "");
            to.Write(need.Age ?? 0);
            to.Write(need.Female == true);
            to.Write(need.People);
            to.Write(need.UncoveredOrStillInNeed);
            Write(to, need.Place, need.Deadline);
        }
    }

    static void Write(BinaryWriter to, PlaceCodes place, DateOnly? day)
    {
        to.Write(place.Village);
        to.Write(day?.DayNumber ?? 0);
    }

    internal static (OfferedLot[] Lots, OpenNeed[] Needs) Read(BinaryReader from)
    {
        var lots = new OfferedLot[from.ReadInt32()];
        for (var i = 0; i < lots.Length; i++)
            lots[i] = ReadLot(from);
        var needs = new OpenNeed[from.ReadInt32()];
        for (var i = 0; i < needs.Length; i++)
            needs[i] = ReadNeed(from);
        return (lots, needs);
    }

    static OfferedLot ReadLot(BinaryReader from)
    {
        var lot = new OfferedLot(ReadId(from), ReadId(from), from.ReadString(), from.ReadInt64());
        var limit = from.ReadInt64();
        var areas = Enumerable.Range(0, from.ReadInt32()).Select(_ => from.ReadString()).ToHashSet();
        var (place, day) = ReadPlace(from);
        return lot with { PerHouseholdLimit = limit == 0 ? null : limit, AreaCodes = areas, Place = place, ValidUntil = day };
    }

    static OpenNeed ReadNeed(BinaryReader from)
    {
        var need = new OpenNeed(ReadId(from), ReadId(from), from.ReadString(), from.ReadInt64(), from.ReadInt32());
        var category = from.ReadString();
        need = need with { CategoryCode = category.Length == 0 ? null : category, Age = from.ReadInt32(), Female = from.ReadBoolean(), People = from.ReadInt32(), UncoveredOrStillInNeed = from.ReadBoolean() };
        var (place, day) = ReadPlace(from);
        return need with { Place = place, Deadline = day };
    }

    static Guid ReadId(BinaryReader from) => new(from.ReadBytes(16));

    static (PlaceCodes Place, DateOnly? Day) ReadPlace(BinaryReader from)
    {
        var village = from.ReadString();
        var day = from.ReadInt32();
        var township = int.Parse(village.AsSpan("village-".Length), CultureInfo.InvariantCulture) / 10;
        return (new("county", $"township-{township}", village), day == 0 ? null : DateOnly.FromDayNumber(day));
    }
}
