using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Jiuji.Web.Tests.Looks;

/// <summary>
/// What the compiled pages write without asking anybody: the arguments of every <c>WriteLiteral</c>, page by page. Read from the compiled
/// code, because only the Razor compiler itself knows for sure what in a page is markup, code or text.
/// </summary>
static class RazorLiterals
{
    /// <summary>Stands where a page writes a value, so that text on both sides of it is not glued together.</summary>
    public const char Value = '\u0001';

    const byte LoadString = 0x72, Call = 0x28, CallVirtual = 0x6F;

    public static IReadOnlyList<(string Page, string Markup)> Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var names = file.GetMetadataReader();
        return [.. from handle in names.MethodDefinitions
                   let method = names.GetMethodDefinition(handle)
                   where method.RelativeVirtualAddress != 0
                   let code = file.GetMethodBody(method.RelativeVirtualAddress).GetILContent()
                   let markup = Literals(names, code)
                   where markup.Length > 0
                   select (Page(names, method.GetDeclaringType()), markup)];
    }

    static string Literals(MetadataReader names, ImmutableArray<byte> code)
    {
        var markup = new StringBuilder();
        for (var at = 0; at + 10 <= code.Length; at++)
            if (code[at] == LoadString && code[at + 4] == 0x70 && code[at + 5] is Call or CallVirtual && Name(names, code, at + 6) == "WriteLiteral")
                markup.Append(names.GetUserString(MetadataTokens.UserStringHandle(Token(code, at + 1) & 0xFFFFFF))).Append(Value);
        return markup.ToString();
    }

    static int Token(ImmutableArray<byte> code, int at) => code[at] | code[at + 1] << 8 | code[at + 2] << 16 | code[at + 3] << 24;

    static string? Name(MetadataReader names, ImmutableArray<byte> code, int at)
    {
        if (code[at + 3] is not (0x06 or 0x0A)) return null;
        var called = MetadataTokens.EntityHandle(Token(code, at));
        return called.Kind switch
        {
            HandleKind.MemberReference => names.GetString(names.GetMemberReference((MemberReferenceHandle)called).Name),
            HandleKind.MethodDefinition => names.GetString(names.GetMethodDefinition((MethodDefinitionHandle)called).Name),
            _ => null,
        };
    }

    static string Page(MetadataReader names, TypeDefinitionHandle type)
    {
        var found = names.GetTypeDefinition(type);
        while (!found.GetDeclaringType().IsNil) found = names.GetTypeDefinition(found.GetDeclaringType());
        return names.GetString(found.Name);
    }
}
