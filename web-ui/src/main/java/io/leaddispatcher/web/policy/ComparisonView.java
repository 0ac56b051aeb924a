package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two versions beside each other.
 *
 * @param versions that can be chosen, newest first
 * @param changes what the second changes of the first, in words; null when nobody has asked
 */
record ComparisonView(int from, int to, List<Choice> versions, @Nullable List<String> changes) {

    /** More than these are told by the address alone. */
    private static final int MOST = 200;

    ComparisonView {
        versions = List.copyOf(versions);
    }

    /**
     * @param name with when it was published and why, where it is on the page
     */
    record Choice(int version, String name) {}

    /** Which two somebody wants to see. */
    record Wish(int from, int to, boolean asked) {

        /** What is no version is as though nothing had been asked. */
        static Wish of(@Nullable String from, @Nullable String to, int latest) {
            int one = number(from, latest);
            int other = number(to, latest);
            return one > 0 && other > 0
                    ? new Wish(one, other, true)
                    : new Wish(Math.max(1, latest - 1), latest, false);
        }

        private static int number(@Nullable String text, int latest) {
            int number = text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
            return number <= latest ? number : 0;
        }
    }

    /**
     * Null when there are no two.
     *
     * @param known those that the page shows
     */
    static @Nullable ComparisonView of(
            Wish wish,
            int latest,
            List<PolicyVersion> known,
            @Nullable List<String> changes,
            Words words) {
        if (latest < 2) {
            return null;
        }
        Map<Integer, PolicyVersion> shown =
                known.stream().collect(Collectors.toMap(PolicyVersion::version, each -> each));
        return new ComparisonView(
                wish.from(),
                wish.to(),
                Stream.concat(
                                IntStream.rangeClosed(Math.max(1, latest - MOST + 1), latest)
                                        .boxed(),
                                Stream.of(wish.from(), wish.to()))
                        .distinct()
                        .sorted((one, other) -> Integer.compare(other, one))
                        .map(version -> new Choice(version, name(version, shown, words)))
                        .toList(),
                changes);
    }

    private static String name(int version, Map<Integer, PolicyVersion> shown, Words words) {
        PolicyVersion known = shown.get(version);
        String number = words.say("policy.version", version);
        return known == null ? number : words.say("policy.version.of", number, known.comment());
    }
}
