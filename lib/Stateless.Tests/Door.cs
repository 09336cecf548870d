namespace StatelessTests;

/// <summary>States and triggers that every test here understands: a door that can be open, shut or locked.</summary>
public enum Door
{
    Open,
    Shut,
    Locked,
    Broken,
}

public enum Push
{
    Close,
    Pull,
    Lock,
    Unlock,
    Knock,
    Smash,
}
