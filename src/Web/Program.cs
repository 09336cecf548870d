Console.WriteLine("Jiuji");
