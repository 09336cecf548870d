using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Jiuji.Web.Api.Description;

/// <summary>What the sources say of a type, a method or a parameter, as plain text: the API is described in the words that its code carries.</summary>
public sealed partial class XmlDocs
{
    private readonly Dictionary<string, XElement> members;

    public XmlDocs() => members = XDocument.Load(Path).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    public static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, $"{typeof(XmlDocs).Assembly.GetName().Name}.xml");

    public string Summary(Type type) => Plain(members.GetValueOrDefault(NameOf(type))?.Element("summary"));

    public string Summary(MethodInfo method) => Plain(Find(method)?.Element("summary"));

    public string Parameter(Type record, string name) => Parameter(members.GetValueOrDefault(NameOf(record)), name);

    public string Parameter(MethodInfo method, string name) => Parameter(Find(method), name);

    private static string Parameter(XElement? member, string name) => Plain(member?.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == name));

    private static string NameOf(Type type) => $"T:{type.FullName!.Replace('+', '.')}";

    private XElement? Find(MethodInfo method)
    {
        var name = $"M:{method.DeclaringType!.FullName!.Replace('+', '.')}.{method.Name}";
        return members.FirstOrDefault(member => member.Key == name || member.Key.StartsWith(name + "(", StringComparison.Ordinal)).Value;
    }

    /// <summary>A reference by the last part of its name; line breaks are the source's, not the reader's.</summary>
    private static string Plain(XElement? element) => element is null ? "" : Spaces().Replace(string.Concat(element.Nodes().Select(node => node switch
    {
        XElement reference when reference.Attribute("cref") is { } cref => cref.Value.Split('.', ':')[^1],
        XElement inner => inner.Value,
        _ => node.ToString(),
    })), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
