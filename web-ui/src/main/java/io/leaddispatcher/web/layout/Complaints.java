package io.leaddispatcher.web.layout;

import io.leaddispatcher.domain.document.Key;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a document, in the reader's language. Readers say it in English, for programs
 * that send documents; those of their sentences that hold values are a closed list of patterns,
 * which is read here. A sentence that is not on it is left as it is.
 */
final class Complaints {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private static final Pattern TIME_SPAN = Pattern.compile("P(?=.)[0-9DTHMS.]+");

    /** In the order in which they are tried: what says more comes first. */
    private static final List<Sentence> SENTENCES =
            List.of(
                    sentence("required", "'([^']+)' is required(?: for \\S+(?: \\S+)?)?"),
                    sentence("key", "(?:.+ )?" + Pattern.quote(Key.ALLOWED)),
                    sentence("whole-least", "must be a whole number from (-?[0-9]+) to 2147483647"),
                    sentence("whole", "must be a whole number from (-?[0-9]+) to ([0-9]+)"),
                    sentence("percent", "must be from ([0-9]+)% to ([0-9]+)%"),
                    sentence(
                            "decimals-below",
                            "must be from ([0-9]+) to below ([0-9]+), with ([0-9]+) decimals at most"),
                    sentence(
                            "decimals",
                            "must be from (-[0-9]+) to ([0-9]+), not 0, with ([0-9]+) decimals at most"),
                    sentence("range", "must be from (-?[0-9.]+) to (-?[0-9.]+)"),
                    sentence("least", "must be at least (P\\S+)"),
                    sentence("most", "must be at most (P\\S+)"),
                    sentence(
                            "characters", "must (?:have|be) at most ([0-9]+) characters(?: long)?"),
                    sentence("characters", "must not be longer than ([0-9]+) characters"),
                    sentence("characters-between", "must have ([0-9]+) to ([0-9]+) characters"),
                    sentence(
                            "characters-cut",
                            "must have at most ([0-9]+) characters: what comes after them is left out"),
                    sentence(
                            "lies-ahead",
                            "lies ahead of when the lead came in: rings wait from then on"),
                    sentence(
                            "entries-cut",
                            "must have at most ([0-9]+) entries: what comes after them is left out"),
                    sentence("entries", "must have at most ([0-9]+) entries"),
                    sentence("members", "must have at most ([0-9]+) members"),
                    sentence("languages", "must have at most ([0-9]+) languages"),
                    sentence("steps", "must have at most ([0-9]+) steps"),
                    sentence("digits", "must not have more than ([0-9]+) digits"),
                    sentence("absences", "must not be more than ([0-9]+) absences"),
                    sentence("leaves", "must not have more than ([0-9]+) leaves"),
                    sentence("deep", "must not be nested deeper than ([0-9]+)"),
                    sentence("mail", "must be an e-mail address such as (\\S+)"),
                    sentence("one-of", "must be one of (.+)"),
                    sentence(
                            "days-ahead", "must be in the future, and at most ([0-9]+) days ahead"),
                    sentence("pattern", "must be a pattern in RE2 syntax: (.+)"),
                    sentence("secret", "must be 'whsec_' and at least ([0-9]+) bytes in base64"),
                    sentence(
                            "row-quotes",
                            "row ([0-9]+) cannot be read: its quotation marks do not match"),
                    sentence("in-pool", "'(.+)' is in this pool already"),
                    sentence("no-member", "'(.+)' is no member of this pool"),
                    sentence("day-twice", "(\\S+) is named twice; name each day once"),
                    sentence("twice", "'(.+)' is named twice"),
                    sentence(
                            "no-day",
                            "'(.+)' is no day; a day is one of (.+), or a range such as MON-FRI"),
                    sentence("no-rep", "(?:there is no rep|no rep has the key) '(.*)'"),
                    sentence("no-active-rep", "there is no active rep '(.*)'"),
                    sentence("no-team", "(?:there is no team|no team has the key) '(.*)'"),
                    sentence("no-territory", "there is no territory '(.*)'"),
                    sentence("no-account", "there is no account '(.*)'"),
                    sentence("no-field", "there is no field '(.*)'"),
                    sentence("no-pool", "there is no pool '(.*)'"),
                    sentence("no-queue", "there is no queue '(.*)'"),
                    sentence("no-list", "there is no list '(.*)'"),
                    sentence("no-segment", "there is no segment '(.*)'"),
                    sentence("no-template", "there is no template '(.*)'"),
                    sentence("no-operator", "there is no operator '(.*)'"),
                    sentence("no-target", "'targets' has no ([A-Z_]+)", "setup.target"),
                    sentence("no-text", "'texts' has no '(.*)'"),
                    sentence(
                            "cannot-ask",
                            "'(\\S+)' cannot be asked of '(.+)' \\(\\w+\\); can be asked: .+",
                            "op"),
                    sentence("no-value", "'(\\S+)' takes no value", "op"),
                    sentence("standard-field", "'(\\S+)' is a standard field of type (\\w+)"),
                    sentence("unknown", "'(.+)' is not known here; known: .*"),
                    sentence(
                            "sensitive-condition",
                            "a new condition on '(.+?)', which is sensitive or tells of something that is, needs the right to see it.*"),
                    sentence("above-itself", "the account would be above itself: (.+)"),
                    sentence("inside-itself", "territory (.+) would be inside itself"),
                    sentence(
                            "both-claim",
                            "territories (.+) and (.+) both claim (.+), and neither is inside the other"),
                    sentence(
                            "no-variable",
                            "line ([0-9]+): there is no '(.*)' for e-mails; there are .*"),
                    sentence(
                            "sensitive-variable",
                            "line ([0-9]+): '(.+)' is sensitive and goes into no e-mail"),
                    sentence("no-tag", "line ([0-9]+): a tag is \\{\\{name}}.*"),
                    sentence("closes-nothing", "line ([0-9]+): '\\{\\{/(.*)}}' closes nothing"),
                    sentence("section-open", "'\\{\\{#(.*)}}' is never closed"),
                    sentence("tag-open", "'\\{\\{' in line ([0-9]+) is never closed"),
                    sentence("sections", "sections may be ([0-9]+) deep at most"),
                    sentence("stays", "is '(.+)' and stays so; make another connection"),
                    sentence("sent-again", "'(.+)' must be sent again, since '(.+)' changes"),
                    sentence("endpoint-answered", "the endpoint answered ([0-9]+)"),
                    sentence("mail-sender", "the mail server refused the sender with ([0-9]+)"),
                    sentence("mail-log-in", "the mail server refused the log-in with ([0-9]+)"),
                    sentence("peer-answered", "(HubSpot|Salesforce) answered with ([0-9A-Z_]+)"),
                    sentence(
                            "peer-answered-words",
                            "(HubSpot|Salesforce) answered with ([0-9A-Z_]+): (.+)"),
                    sentence("crm-answered", "the CRM answered with ([0-9]+)"),
                    sentence("crm-answered-words", "the CRM answered with ([0-9]+): (.+)"),
                    sentence("companies-unread", "companies could not be taken in: (\\S+)"),
                    sentence("slack-says", "Slack says (\\S+)"),
                    sentence("slack-http", "Slack answered HTTP ([0-9]+)"),
                    sentence("slack-silent", "Slack did not answer: (\\S+)"),
                    sentence("mail-refused", "the mail server refused the message with ([0-9]+)"),
                    sentence(
                            "mail-recipient",
                            "the mail server refused the recipient with ([0-9]+)"),
                    sentence("push-answered", "the push service answered ([0-9]+)"),
                    sentence("connection-inactive", "connection (\\S+) is not active"),
                    sentence(
                            "crm-owner-unknown",
                            "rep (\\S+) has no owner id for connection (\\S+), and nobody there has .*"),
                    sentence(
                            "crm-owner-inactive",
                            "rep (\\S+) is owner (\\S+) in connection (\\S+), who is no longer active there"),
                    sentence("no-lead-has", "no lead has '(.+)': take a field such as .*"));

    /**
     * @param kind of the codes that stand first in the sentence; null: none does
     */
    private record Sentence(String key, Pattern pattern, @Nullable String kind) {}

    private final Words words;

    Complaints(Words words) {
        this.words = words;
    }

    private static Sentence sentence(String key, String pattern) {
        return sentence(key, pattern, null);
    }

    private static Sentence sentence(String key, String pattern, @Nullable String kind) {
        return new Sentence(key, Pattern.compile(pattern, Pattern.DOTALL), kind);
    }

    /** The keys of the words that are needed. */
    static List<String> keys() {
        return SENTENCES.stream().map(each -> "complaint." + each.key()).distinct().toList();
    }

    /** Empty when the sentence is none of those that are known. */
    Optional<String> of(String sentence) {
        for (var each : SENTENCES) {
            var found = each.pattern().matcher(sentence);
            if (found.matches()) {
                return Optional.of(said(each, sentence, found.toMatchResult()));
            }
        }
        return Optional.empty();
    }

    private String said(Sentence known, String sentence, MatchResult found) {
        Object[] parts = new Object[found.groupCount()];
        for (int each = 0; each < parts.length; each++) {
            String part = found.group(each + 1);
            // What stands in quotes is a name, of digits, too.
            boolean name =
                    found.start(each + 1) > 0 && sentence.charAt(found.start(each + 1) - 1) == '\'';
            parts[each] =
                    each == 0 && known.kind() != null
                            ? words.name(known.kind(), part)
                            : name ? part : part(part);
        }
        return words.say("complaint." + known.key(), parts);
    }

    /** Numbers and times as the reader writes them. */
    private String part(String text) {
        if (NUMBER.matcher(text).matches()) {
            return words.value(new BigDecimal(text));
        }
        if (TIME_SPAN.matcher(text).matches()) {
            try {
                return words.span(Duration.parse(text));
            } catch (DateTimeException _) {
                return text;
            }
        }
        return text;
    }
}
