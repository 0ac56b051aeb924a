package io.leaddispatcher.web.setup;

import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.setup.SetupForm.Choice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Fields that a condition can ask for, as a pick list shows them: those that are alike together.
 */
record FieldGroup(String name, List<Choice> fields) {

    /** What people ask for most comes first, as in the builder of policies. */
    private static final List<String> ORDER =
            List.of(
                    "company", "contact", "lead", "named", "account", "history", "time", "meeting",
                    "custom");

    private static final List<String> CLOCK = List.of("open", "weekday", "hour", "time", "date");

    /** A segment is found before it is known which there are: it cannot ask for another one. */
    private static final String SEGMENT = "segment";

    FieldGroup {
        fields = List.copyOf(fields);
    }

    /**
     * All of a workspace, in groups.
     *
     * @param teams their names by their keys
     */
    static List<FieldGroup> of(FieldCatalogue fields, Map<String, String> teams, Words plain) {
        var words = SetupDesk.calling(fields, plain).callingTeams(teams);
        var groups = new LinkedHashMap<String, List<Choice>>();
        Stream.concat(
                        fields.paths().stream().filter(path -> !path.equals(SEGMENT)),
                        ofTeams(teams.keySet()))
                .sorted(Comparator.comparingInt(path -> rank(group(path))))
                .forEach(path ->
                        groups.computeIfAbsent(group(path), _ -> new ArrayList<>())
                                .add(new Choice(path, words.field(path))));
        return groups.entrySet().stream()
                .map(each ->
                        new FieldGroup(
                                words.say("policy.js.group." + each.getKey()), each.getValue()))
                .toList();
    }

    private static Stream<String> ofTeams(Collection<String> teams) {
        return teams.stream()
                .sorted()
                .flatMap(team -> CLOCK.stream().map(part -> "time.team." + team + "." + part));
    }

    private static String group(String path) {
        int dot = path.indexOf('.');
        String head = dot < 0 ? path : path.substring(0, dot);
        if (head.equals("territory") || head.equals(SEGMENT)) {
            return "named";
        }
        return ORDER.contains(head) ? head : "other";
    }

    private static int rank(String group) {
        return ORDER.contains(group) ? ORDER.indexOf(group) : ORDER.size();
    }
}
