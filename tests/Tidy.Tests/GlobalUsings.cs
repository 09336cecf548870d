global using Jiuji.Testing;
global using Xunit;
