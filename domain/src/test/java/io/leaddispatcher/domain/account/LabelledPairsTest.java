package io.leaddispatcher.domain.account;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import io.leaddispatcher.domain.account.AccountMatch.Evidence;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.Leads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How often the matcher is right where a person has said what is right. */
class LabelledPairsTest {

    private static final int FEWEST_PAIRS = 400;
    private static final double LEAST_PRECISION = 0.99;
    private static final double LEAST_RECALL = 0.95;

    /**
     * A lead, an account, and what they have to do with each other.
     *
     * @param expected empty when nothing
     */
    private record Pair(String line, Optional<Evidence> expected, Lead lead, Account account) {

        Optional<Evidence> found() {
            return AccountMatcher.match(lead, AccountIndex.of(List.of(account)))
                    .map(AccountMatch::evidence);
        }
    }

    /**
     * How often.
     *
     * @param right found, and so it is
     * @param wrong found, and it is not so, or not by that
     * @param missed not found, or not by that
     */
    private record Score(String of, long right, long wrong, long missed) {

        double precision() {
            return share(right, wrong);
        }

        double recall() {
            return share(right, missed);
        }

        private static double share(long right, long other) {
            return right + other == 0 ? 1 : (double) right / (right + other);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-6s precision %.4f recall %.4f (%d right, %d wrong, %d missed)",
                    of,
                    precision(),
                    recall(),
                    right,
                    wrong,
                    missed);
        }
    }

    @Test
    void matchesAreRightAndFewAreMissed() throws IOException {
        List<Pair> pairs = pairs();
        List<Score> scores = new ArrayList<>();
        for (Evidence evidence : List.of(Evidence.DOMAIN, Evidence.PHONE, Evidence.NAME)) {
            scores.add(score(evidence.word(), pairs, Optional.of(evidence)));
        }
        Score all =
                new Score(
                        "all",
                        scores.stream().mapToLong(Score::right).sum(),
                        scores.stream().mapToLong(Score::wrong).sum(),
                        scores.stream().mapToLong(Score::missed).sum());
        scores.add(all);
        scores.forEach(System.out::println);
        List<String> mistakes = mistakes(pairs);

        assertThat(pairs).hasSizeGreaterThanOrEqualTo(FEWEST_PAIRS);
        assertThat(scores)
                .as("mistakes:%n%s", String.join("\n", mistakes))
                .allMatch(score -> score.precision() >= LEAST_PRECISION)
                .allMatch(score -> score.recall() >= LEAST_RECALL);
    }

    @Test
    void amongAllAccountsALeadLooksAtThoseThatItMayBeOf() throws IOException {
        List<Pair> pairs = pairs();
        List<Account> accounts = distinct(pairs);
        AccountIndex index = AccountIndex.of(accounts);

        for (Pair pair : pairs) {
            MatchKeys wanted = AccountMatcher.keysOf(pair.lead());
            assertThat(
                            index.candidates(wanted).stream()
                                    .map(found -> found.account().key())
                                    .toList())
                    .as(pair.line())
                    .isEqualTo(
                            accounts.stream()
                                    .filter(account -> mayBeOf(wanted, account.matchKeys()))
                                    .map(Account::key)
                                    .sorted()
                                    .toList());
        }
    }

    private static boolean mayBeOf(MatchKeys lead, MatchKeys account) {
        return !Collections.disjoint(lead.domains(), account.domains())
                || !Collections.disjoint(lead.phones(), account.phones())
                || lead.names().stream()
                        .anyMatch(one ->
                                account.names().stream()
                                        .anyMatch(other -> NameLikeness.of(one, other) > 0));
    }

    private static List<Account> distinct(List<Pair> pairs) {
        Map<AccountKey, Account> accounts = new LinkedHashMap<>();
        pairs.forEach(pair -> accounts.put(pair.account().key(), pair.account()));
        return List.copyOf(accounts.values());
    }

    private static Score score(String of, List<Pair> pairs, Optional<Evidence> evidence) {
        long right = 0;
        long wrong = 0;
        long missed = 0;
        for (Pair pair : pairs) {
            boolean found = pair.found().equals(evidence);
            boolean expected = pair.expected().equals(evidence);
            right += found && expected ? 1 : 0;
            wrong += found && !expected ? 1 : 0;
            missed += !found && expected ? 1 : 0;
        }
        return new Score(of, right, wrong, missed);
    }

    private static List<String> mistakes(List<Pair> pairs) {
        return pairs.stream()
                .filter(pair -> !pair.found().equals(pair.expected()))
                .map(pair -> "%s: found %s".formatted(pair.line(), pair.found()))
                .toList();
    }

    private static List<Pair> pairs() throws IOException {
        return Resources.readLines(
                        Resources.getResource(LabelledPairsTest.class, "labelled-pairs.txt"),
                        StandardCharsets.UTF_8)
                .stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(LabelledPairsTest::pair)
                .toList();
    }

    private static Pair pair(String line) {
        List<String> parts = Splitter.on(" | ").limit(3).splitToList(line);
        return new Pair(
                line,
                parts.getFirst().equals("no")
                        ? Optional.empty()
                        : Evidence.of(parts.getFirst().substring("yes ".length())),
                lead(properties(parts.get(1))),
                account(parts.get(2)));
    }

    private static Lead lead(Map<String, String> properties) {
        Map<String, String> paths =
                Map.of(
                        "e", "contact.email",
                        "d", "company.domain",
                        "n", "company.name",
                        "p", "contact.phone",
                        "c", "company.country");
        List<Object> document = new ArrayList<>();
        properties.forEach((name, value) -> {
            document.add(requireNonNull(paths.get(name)));
            document.add(value);
        });
        return Leads.lead(document.toArray());
    }

    private static Account account(String text) {
        Map<String, Object> document = new LinkedHashMap<>();
        properties(text)
                .forEach((name, value) -> {
                    switch (name) {
                        case "d" -> document.put("domains", Splitter.on(',').splitToList(value));
                        case "p" -> document.put("phones", Splitter.on(',').splitToList(value));
                        case "c" -> document.put("country", value);
                        default -> document.put("name", value);
                    }
                });
        Violations violations = new Violations();
        Optional<Account> account =
                Account.read(
                        new AccountKey("account-" + Integer.toHexString(text.hashCode())),
                        Part.root(document, violations));
        violations.refuseIfAny();
        return account.orElseThrow();
    }

    private static Map<String, String> properties(String text) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String property : Splitter.on("; ").split(text)) {
            int sign = property.indexOf('=');
            properties.put(property.substring(0, sign).strip(), property.substring(sign + 1));
        }
        return properties;
    }
}
