using FakeImds.Iac.Documents;

namespace FakeImds.Iac.AwsCli;

/// <summary>Lays several outputs of the AWS CLI together as if they stood in one file.</summary>
internal static class CliDocuments
{
    /// <exception cref="ConfigException">Two files say a thing that can be said only once.</exception>
    public static ConfigNode Merge(IReadOnlyList<ConfigNode> documents)
    {
        if (documents.Count == 1)
        {
            return documents[0];
        }

        var merged = new ConfigNode(ConfigKind.Object, documents[0].Position, "");
        var lists = new Dictionary<string, ConfigNode>(StringComparer.Ordinal);
        var reservations = List(merged, lists, "Reservations", documents[0].Position);
        foreach (var document in documents)
        {
            // The output of run-instances is a reservation of its own.
            var isReservation = document["ReservationId"] is not null;
            if (isReservation)
            {
                reservations.Add(document);
            }

            foreach (var member in document.Members)
            {
                if (isReservation && member.Name is "Instances" or "OwnerId" or "ReservationId" or "RequesterId" or "Groups" or "NextToken")
                {
                    continue;
                }

                if (member.Value.Kind is not ConfigKind.List)
                {
                    Once(merged, member);
                    continue;
                }

                var list = List(merged, lists, member.Name, member.Position);
                foreach (var item in member.Value.Items)
                {
                    list.Add(item);
                }
            }
        }

        return merged;
    }

    private static void Once(ConfigNode merged, ConfigMember member)
    {
        if (merged.Members.FirstOrDefault(m => m.Name == member.Name) is { } first)
        {
            throw new ConfigException(member.Position, $"{member.Name} is given twice, first in {first.Position.In("")}; give it in one file");
        }

        merged.Add(member);
    }

    private static ConfigNode List(ConfigNode merged, Dictionary<string, ConfigNode> lists, string name, ConfigPosition position)
    {
        if (!lists.TryGetValue(name, out var list))
        {
            list = new ConfigNode(ConfigKind.List, position, name);
            lists.Add(name, list);
            merged.Add(new ConfigMember(name, position, list));
        }

        return list;
    }
}
