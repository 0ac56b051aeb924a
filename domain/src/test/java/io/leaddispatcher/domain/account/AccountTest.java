package io.leaddispatcher.domain.account;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;
import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_PROPERTY;
import static io.leaddispatcher.domain.document.Violation.Code.WRONG_TYPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final AccountKey KEY = new AccountKey("acme");

    private final Violations violations = new Violations();

    @Test
    void anAccountIsReadAndNormalised() {
        Account account =
                read(Map.of(
                                "key", "acme",
                                "name", "Acme GmbH",
                                "domains",
                                        List.of("https://www.acme.de", "eu.acme.de", "gmail.com"),
                                "owner", "mia",
                                "segment", "Enterprise",
                                "lists", List.of("strategic"),
                                "phones", List.of("030 1234567"),
                                "externalIds", Map.of("hubspot-main", "123"),
                                "parent", "holding",
                                "country", "Germany"))
                        .orElseThrow();

        assertThat(violations.list()).isEmpty();
        assertThat(account)
                .isEqualTo(
                        new Account(
                                KEY,
                                "Acme GmbH",
                                List.of("acme.de", "gmail.com"),
                                "mia",
                                "Enterprise",
                                List.of("strategic"),
                                List.of("+49301234567"),
                                Map.of("hubspot-main", "123"),
                                new AccountKey("holding"),
                                "DE"));
        assertThat(account.matchKeys().domains()).containsExactly("acme.de");
        assertThat(account.matchKeys().names()).containsExactly("acme");
        assertThat(account.matchKeys().isEmpty()).isFalse();
    }

    @Test
    void onlyTheNameIsRequired() {
        assertThat(read(Map.of("name", "-")).orElseThrow().matchKeys().isEmpty()).isTrue();
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void anyKeyIsEnoughToBeFoundBy() {
        assertThat(
                        List.of(
                                Map.of("name", "Acme"),
                                Map.of("name", "-", "domains", List.of("acme.de")),
                                Map.of("name", "-", "phones", List.of("+49301234567")),
                                Map.of("name", "-", "externalIds", Map.of("crm", "1"))))
                .allSatisfy(document ->
                        assertThat(read(document).orElseThrow().matchKeys().isEmpty()).isFalse());
    }

    @Test
    void whatIsWrongIsNamedAtOnce() {
        assertThat(
                        read(
                                Map.of(
                                        "domains",
                                        List.of("localhost"),
                                        "phones",
                                        List.of("030 1234567"),
                                        "externalIds",
                                        Map.of("not a key", "1"),
                                        "parent",
                                        "acme",
                                        "country",
                                        "Atlantis",
                                        "size",
                                        "x")))
                .isEmpty();
        assertThat(read("text")).isEmpty();
        assertThat(violations.list())
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(
                        tuple("/name", REQUIRED),
                        tuple("/country", MALFORMED),
                        tuple("/domains/0", MALFORMED),
                        tuple("/phones/0", MALFORMED),
                        tuple("/externalIds/not a key", MALFORMED),
                        tuple("/parent", CONFLICT),
                        tuple("/size", UNKNOWN_PROPERTY),
                        tuple("", WRONG_TYPE));
    }

    @Test
    void whatNoIndexHoldsIsNoIdAndNoNameToLookUp() {
        read(Map.of("name", "Acme", "externalIds", Map.of("crm", "1".repeat(255))));
        assertThat(violations.list())
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/externalIds/crm", OUT_OF_RANGE));

        assertThat(read(Map.of("name", "a".repeat(300))).orElseThrow().matchKeys().names())
                .hasSize(1);
        assertThat(read(Map.of("name", "a".repeat(301))).orElseThrow().matchKeys().names())
                .isEmpty();
    }

    private Optional<Account> read(Object document) {
        return Account.read(KEY, Part.root(document, violations));
    }
}
