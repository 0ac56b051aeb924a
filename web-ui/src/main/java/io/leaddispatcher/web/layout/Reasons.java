package io.leaddispatcher.web.layout;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a lead went where it went, in the reader's language. Decisions keep their reasons as English
 * sentences, for years; what they are made of is a closed list, which is read here. A sentence that
 * is not on it, such as what a person has typed, is left as it is.
 */
final class Reasons {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private static final Pattern MOMENT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");

    /** What speaks against somebody who is to be given it all the same. */
    private static final String ANYWAY = "anyway-against";

    private static final Pattern HANDOFF = Pattern.compile("SALES|SUPPORT|PARTNER|NURTURE");

    private static final Pattern CODED =
            Pattern.compile("WRONG_TERRITORY|NO_TIME|NOT_A_FIT|DECIDED_ON_BOARD");

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
                    sentence(
                            "weights-due",
                            "next by the pool's weights \\(leads so far: (\\S+), turns due: (\\S+)\\)"),
                    sentence(
                            "turns-due",
                            "next in equal turns \\(leads so far: (\\S+), turns due: (\\S+)\\)"),
                    // As decisions said it before.
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
                    sentence("owns-company", "owns the account of its company"),
                    sentence("owns-above-company", "owns an account above that of its company"),
                    sentence("owns-in", "owns it in (.+)"),
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
                    sentence("merged", "it was merged with another lead"),
                    // As it was kept before, and as a code within a sentence.
                    sentence("on-board", "decided on the board of queues"),
                    sentence("off", "switched off"),
                    sentence(
                            "unasked",
                            "a pattern was not tried: those before it took all that a decision"
                                    + " may cost"),
                    sentence(
                            "unasked-one",
                            "not tried: the patterns before it took all that a decision may cost"),
                    sentence("by-hand", "given by hand"),
                    sentence("next", "next of the pool"),
                    sentence("next-by-hand", "next of the pool, given by hand"),
                    sentence("put-there", "put there by hand: (.+)"),
                    sentence("returned", "returned by \\S+: (.+)"),
                    sentence("returned-for", "returned in the name of \\S+: (.+)"),
                    sentence("given-back", "given back by \\S+: (.+)"),
                    sentence("handed-off", "handed off to ([a-z]+)"),
                    sentence("next-late", "next of the pool, since time ran out"),
                    sentence("took", "took it from the queue"),
                    sentence("gave-back", "(.+) gave it back: (.+)"),
                    sentence("gave-back-untold", "(.+) gave back what was handed off to ([a-z]+)"),
                    sentence(
                            ANYWAY,
                            "nobody was available: assigned anyway, though (.+) is"
                                    + " ([A-Z_]+(?:, [A-Z_]+)*)"),
                    sentence("anyway", "nobody was available: assigned anyway"),
                    sentence("next-ring", "waits for the next ring"),
                    sentence("no-ring", "no ring applies"),
                    sentence("no-pool", "there is no pool '(.+)'"),
                    sentence("empty-pool", "pool '(.+)' has no members"),
                    sentence("full-waits", "all at capacity: waits in queue '(.+)'"),
                    sentence("nobody-waits", "nobody available: waits in queue '(.+)'"),
                    sentence("no-account", "the lead matches no account"),
                    sentence("no-owner", "account '(.+)' has no owner"),
                    sentence(
                            "no-owner-above",
                            "neither account '(.+)' nor one above it has an owner"),
                    sentence("not-before", "nobody had this lead before"),
                    sentence("no-company", "nobody is known to have a lead of this company"),
                    sentence(
                            "company-before",
                            "the last lead of this company went to '(.+)' at (\\S+): too long ago"),
                    sentence("no-host", "nobody says in whose calendar the meeting is"),
                    sentence(
                            "host-no-rep",
                            "the meeting is in the calendar of somebody who is no rep"),
                    sentence("lapsed", "nobody accepted it in time"),
                    sentence("late-told", "its rep was not told in time"),
                    sentence("late-accepted", "it was not accepted in time"),
                    sentence("late-action", "nothing was done in time"),
                    sentence("late-follow-up", "it was not followed up in time"),
                    sentence("most-urgent", "it is as urgent as can be"),
                    sentence("often-enough", "it was passed on often enough"),
                    sentence("nobody-left", "nobody is left"),
                    sentence("in-a-queue", "it waits in a queue"),
                    sentence("left", "the rep is no longer active"),
                    sentence("else-accepted", "somebody else accepted it"),
                    sentence("ring-joined", "another ring has joined"),
                    sentence("somebody-there", "somebody is there"),
                    sentence("no-reason", "no reason given"),
                    sentence("declined", "(WRONG_TERRITORY|NO_TIME|NOT_A_FIT): (.+)"),
                    sentence("better-tier", "better tier"));

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
            var text = found.group(each + 1);
            parts[each] = key.equals(ANYWAY) && each == 1 ? against(text) : part(text);
        }
        return words.say("because." + key, parts);
    }

    private String against(String codes) {
        return Arrays.stream(codes.split(", ", -1))
                .map(code -> words.name("reason", code))
                .collect(Collectors.joining(", "));
    }

    /** Numbers and moments as the reader writes them, and what a handoff is for. */
    private String part(@Nullable String text) {
        if (text == null) {
            return "";
        }
        if (HANDOFF.matcher(text).matches()) {
            return words.name("handoff", text);
        }
        if (CODED.matcher(text).matches()) {
            return words.name("reason", text);
        }
        if (MOMENT.matcher(text).matches()) {
            return moment(text);
        }
        return NUMBER.matcher(text).matches() ? words.value(new BigDecimal(text)) : text;
    }

    private String moment(String text) {
        try {
            return words.value(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return text;
        }
    }
}
