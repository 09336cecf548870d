using System.Security.Cryptography;
using Jiuji.Matching.Personal;

namespace Jiuji.Matching.Tests.Personal;

public class PersonalVaultTests
{
    static readonly byte[] oldKey = RandomNumberGenerator.GetBytes(32);
    static readonly byte[] newKey = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void What_is_sealed_opens_and_looks_different_every_time()
    {
        var vault = new PersonalVault(newKey);
        var (one, other) = (vault.Seal("程小英", "person.name:1"), vault.Seal("程小英", "person.name:1"));
        Assert.Equal("程小英", vault.Open(one, "person.name:1"));
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void A_seal_moved_to_another_row_does_not_open()
    {
        var vault = new PersonalVault(newKey);
        Assert.ThrowsAny<CryptographicException>(() => vault.Open(vault.Seal("程小英", "person.name:1"), "person.name:2"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(29)]
    public void A_changed_byte_anywhere_does_not_open(int at)
    {
        var vault = new PersonalVault(newKey);
        var box = vault.Seal("程小英", "person.name:1");
        box[at] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => vault.Open(box, "person.name:1"));
    }

    [Fact]
    public void After_a_change_of_keys_old_seals_open_and_new_ones_carry_the_new_version()
    {
        var before = new PersonalVault(oldKey).Seal("程小英", "person.name:1");
        var vault = new PersonalVault(newKey, 2, new Dictionary<byte, byte[]> { [1] = oldKey });
        Assert.Equal("程小英", vault.Open(before, "person.name:1"));
        Assert.Equal(2, vault.Seal("程小英", "person.name:1")[0]);
    }

    [Fact]
    public void An_index_is_the_same_for_the_same_text_and_tells_nothing_across_fields_or_keys()
    {
        var vault = new PersonalVault(newKey);
        Assert.Equal(vault.Index("id_number", "11010519491231002X"), vault.Index("id_number", " 11010519491231002ｘ "));
        Assert.NotEqual(vault.Index("id_number", "1"), vault.Index("account", "1"));
        Assert.NotEqual(vault.Index("id_number", "1")[1..], new PersonalVault(oldKey).Index("id_number", "1")[1..]);
    }
}
