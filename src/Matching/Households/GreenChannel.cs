namespace Jiuji.Matching.Households;

/// <summary>
/// Who is served first in every queue: people aged 60 and over and the severely disabled, grades 1 and 2 (CZ21 二(四), C8).
/// Age and grades come from the rule pack in force.
/// </summary>
public sealed record GreenChannel(int FromAge, IReadOnlySet<int> DisabilityGrades)
{
    public static GreenChannel Usual { get; } = new(60, new HashSet<int> { 1, 2 });

    public bool Opens(Person person, DateOnly today) =>
        person.IsCurrent && person.IsAliveOn(today)
        && (person.AgeOn(today) >= FromAge || (person.DisabilityGrade is { } grade && DisabilityGrades.Contains(grade)));

    public bool Opens(IEnumerable<Person> household, DateOnly today) => household.Any(person => Opens(person, today));
}
