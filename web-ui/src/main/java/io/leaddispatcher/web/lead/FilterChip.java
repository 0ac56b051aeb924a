package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.ListLeadFilters.Choice;
import io.leaddispatcher.application.lead.ListLeadFilters.Filters;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the things by which the list is narrowed.
 *
 * @param part as the address calls it
 * @param name as people call it
 * @param without the address of the list that is not narrowed by it
 */
record FilterChip(String part, String name, String value, String without) {

    static List<FilterChip> all(LeadsFilter filter, Filters filters, Words words) {
        return filter.parts().entrySet().stream()
                .filter(part -> !part.getKey().equals("zone"))
                .map(part ->
                        new FilterChip(
                                part.getKey(),
                                words.say("leads.by." + part.getKey()),
                                value(part.getKey(), part.getValue(), filter, filters, words),
                                filter.without(part.getKey()).address((String) null)))
                .toList();
    }

    private static String value(
            String part, String value, LeadsFilter filter, Filters filters, Words words) {
        return switch (part) {
            case "rep" -> called(value, filters.reps());
            case "team" -> called(value, filters.teams());
            case "queue" -> called(value, filters.queues());
            case "pool" -> called(value, filters.pools());
            case "rule" -> called(value, filters.rules());
            case "status", "priority", "source" -> words.name(part, value);
            case "need" -> words.say("leads.need." + value);
            case "from" -> day(filter.from(), value, filter, words);
            case "to" -> day(filter.to(), value, filter, words);
            default -> value;
        };
    }

    private static String day(
            @Nullable FilterDay end, String value, LeadsFilter filter, Words words) {
        return switch (end) {
            case FilterDay.Whole(var day) -> words.day(day);
            case FilterDay.Exactly(var at) -> words.local(at, filter.zone());
            case null -> value;
        };
    }

    /** What is no longer there is called by its key. */
    private static String called(String key, List<Choice> choices) {
        return choices.stream()
                .filter(choice -> choice.key().equals(key))
                .findFirst()
                .map(Choice::name)
                .orElse(key);
    }
}
