// The book has a refusal record of its own; in the web a refusal is the one that every module's refusals become.
global using Refused = Jiuji.Web.Lanes.Refused;
