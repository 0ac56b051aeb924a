package io.leaddispatcher.web.layout;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a lead went where it went, in the reader's language. Decisions keep their reasons as English
 * sentences, for years; what they are made of is a closed list, which is read here. A sentence that
 * is not on it, such as what a person has typed, is left as it is.
 */
final class Reasons {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private static final Pattern HANDOFF = Pattern.compile("SALES|SUPPORT|PARTNER|NURTURE");

    /** {@code 1 of 3 equals}: who was first, and by what among those. */
    private static final Pattern TIED = Pattern.compile("(.+); of ([0-9]+) equals (.+)");

    /** What was drawn, and by which record. */
    private static final Pattern RECORD =
            Pattern.compile(
                    "(.+?)([:,]) won(?: in segment '(.+)')? ([0-9]+) of ([0-9]+), so ([0-9.]+) % is expected"
                            + " \\(pool ([0-9.]+) %, best ([0-9.]+) %\\)");

    /** In the order in which they are tried: what says more comes first. */
    private static final List<Sentence> SENTENCES =
            List.of(
                    sentence("only", "the only member who may have it"),
                    sentence("weights", "next by the pool's weights: has had (\\S+) of (\\S+)"),
                    sentence("turns", "next in equal turns: has had (\\S+) of (\\S+)"),
                    sentence("no-record", "no record tells them apart"),
                    sentence("first", "first in the list of those who may have it"),
                    sentence("skills", "most skills matched: ([0-9]+)"),
                    sentence("load", "least loaded: ([0-9]+) open"),
                    sentence("load-of", "least loaded: ([0-9]+) of ([0-9]+) open"),
                    sentence(
                            "broadcast",
                            "asked with everybody of the pool: the first to accept gets it"),
                    sentence("explored", "explored, so that everybody is measured: ([0-9]+) open"),
                    sentence("leads", "leads by its record"),
                    sentence("drew-all", "drew the highest rate, ([0-9.]+) %, of all ([0-9]+)"),
                    sentence(
                            "drew", "drew the highest rate, ([0-9.]+) %, of the ([0-9]+) who lead"),
                    sentence("named", "named by the rule"),
                    sentence("stands-in", "stands in for (.+), who is out of office"),
                    sentence("owns-its", "owns the account of its company"),
                    sentence("owns-above", "owns the account (.+), which is above (.+)"),
                    sentence("owns", "owns the account (.+)"),
                    sentence("before", "had this lead before"),
                    sentence("company", "got the last lead of this company, (\\S+), at (\\S+)"),
                    sentence("its-company", "got the last lead of its company"),
                    sentence("calendar", "the meeting is in their calendar"),
                    sentence("to-queue", "rule '(.+)' sends it to this queue"),
                    sentence("handoff", "rule '(.+)' hands it off to ([A-Z_]+)"),
                    sentence("ring", "the next ring of rule '(.+)' joins at (\\S+)"),
                    sentence("full", "rule '(.+)' found all at capacity"),
                    sentence("nobody", "rule '(.+)' found nobody available"),
                    sentence("all-full", "every rule that matched found all at capacity"),
                    sentence("all-nobody", "every rule that matched found nobody available"),
                    sentence("no-policy", "no ([a-z]+) policy has been published"),
                    sentence("no-rule", "no rule matched"),
                    sentence("two-accounts", "two accounts match equally well"),
                    sentence("two-owners", "accounts of different owners match equally well"),
                    sentence("two-territories", "two territories claim it equally closely"),
                    sentence(
                            "owners",
                            "the accounts (.+) match equally well and have different owners: (.+)"),
                    sentence("accounts", "the accounts (.+) match equally well"),
                    sentence("territories", "the territories (.+) claim it equally closely"),
                    sentence("by-hand", "given by hand"),
                    sentence("next", "next of the pool"),
                    sentence("next-by-hand", "next of the pool, given by hand"),
                    sentence("put-there", "put there by hand: (.+)"),
                    sentence("returned", "returned by \\S+: (.+)"),
                    sentence("returned-for", "returned in the name of \\S+: (.+)"),
                    sentence("given-back", "given back by \\S+: (.+)"),
                    sentence("handed-off", "handed off to ([a-z]+)"));

    private record Sentence(String key, Pattern pattern) {}

    private final Words words;

    Reasons(Words words) {
        this.words = words;
    }

    private static Sentence sentence(String key, String pattern) {
        return new Sentence(key, Pattern.compile(pattern, Pattern.DOTALL));
    }

    String of(String sentence) {
        var record = RECORD.matcher(sentence);
        if (record.matches()) {
            return known(record.group(1))
                    .map(drawn -> record(drawn + record.group(2), record.toMatchResult()))
                    .orElse(sentence);
        }
        var tied = TIED.matcher(sentence);
        if (tied.matches()) {
            var first = known(tied.group(1));
            var fair = known(tied.group(3));
            return first.isPresent() && fair.isPresent()
                    ? words.say("because.tied", first.get(), part(tied.group(2)), fair.get())
                    : sentence;
        }
        return known(sentence).orElse(sentence);
    }

    private String record(String drawn, MatchResult found) {
        var segment = found.group(3);
        return words.say(
                segment == null ? "because.record" : "because.record-in-segment",
                drawn,
                part(found.group(4)),
                part(found.group(5)),
                part(found.group(6)),
                part(found.group(7)),
                part(found.group(8)),
                part(segment));
    }

    private Optional<String> known(String sentence) {
        for (var each : SENTENCES) {
            var found = each.pattern().matcher(sentence);
            if (found.matches()) {
                return Optional.of(said(each.key(), found.toMatchResult()));
            }
        }
        return Optional.empty();
    }

    private String said(String key, MatchResult found) {
        Object[] parts = new Object[found.groupCount()];
        for (int each = 0; each < parts.length; each++) {
            parts[each] = part(found.group(each + 1));
        }
        return words.say("because." + key, parts);
    }

    /** Numbers as the reader writes them, and what a handoff is for. */
    private String part(@Nullable String text) {
        if (text == null) {
            return "";
        }
        if (HANDOFF.matcher(text).matches()) {
            return words.name("handoff", text);
        }
        return NUMBER.matcher(text).matches() ? words.value(new BigDecimal(text)) : text;
    }
}
