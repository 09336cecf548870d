namespace Jiuji.Web.Api;

/// <summary>Why the API, its keys or its messages say no. What is asked of the modules is refused by their own rules.</summary>
public enum ApiRefusal
{
    TokenMissing,
    TokenNotGood,
    ScopeMissing,
    TooManyRequests,
    IdempotencyKeyMissing,
    BodyNotRead,
    FieldsNotRight,
    CursorNotRight,
    AddressUnknown,
    MethodNotAllowed,
    Broken,
    KeyNameMissing,
    KeyWithoutScope,
    KeyTooLong,
    KeyOwnerUnknown,
    AddressNotHttps,
    AddressIsPrivate,
    EventUnknown,
}
