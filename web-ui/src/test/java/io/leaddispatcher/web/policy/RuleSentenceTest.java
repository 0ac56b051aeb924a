package io.leaddispatcher.web.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Wording;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class RuleSentenceTest {

    private static final String NESTED =
            """
            when:
              any:
                - {field: company.country, op: in, value: [FR, BE]}
                - all:
                    - {field: company.country, op: eq, value: DE}
                    - not: {field: territory, op: in, value: [dach]}
            assign: {pool: big}
            whenUnavailable: {queue: after-hours}
            """;

    private static String said(Locale reader, String rule) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        var names =
                new PolicyNames(
                        Map.of(
                                "pools/big", "Big deals",
                                "territories/dach", "DACH",
                                "queues/after-hours", "After hours"));
        return new RuleSentence(names, new Wording(messages, InstantSource.system()).in(reader))
                .of(Tree.of(SentDocuments.yaml(rule)));
    }

    @Test
    void whatIsNestedStandsInBracketsAndKeysAreCalledByTheirNames() {
        assertThat(said(Locale.ENGLISH, NESTED))
                .isEqualTo(
                        "If Company country is one of FR, BE or (Company country is DE and not"
                                + " (Territory is one of DACH)), give it to somebody of Big deals."
                                + " If nobody can take it, it waits in the queue After hours.");
    }

    @Test
    void germansReadIt() {
        assertThat(said(Locale.GERMAN, "assign: {pool: big}"))
                .isEqualTo("Immer: an jemanden aus Big deals geben.");
    }

    @Test
    void targetsThatWaitForEachOtherAreSaidInTurn() {
        assertThat(
                        said(
                                Locale.ENGLISH,
                                """
                                rings:
                                  - {assign: {accountOwner: {}}, wait: PT10M}
                                  - {assign: {pool: big}}
                                """))
                .isEqualTo(
                        "Always: give it to the owner of the account; after 10 min also give it to"
                                + " somebody of Big deals.");
    }

    @Test
    void aDocumentIsTheSameAfterItWasYaml() {
        var document = SentDocuments.yaml("{name: 'yes', size: 0.10, on: true, gone: null}");

        assertThat(document)
                .isEqualTo(Map.of("name", "yes", "size", new BigDecimal("0.10"), "on", true));
        assertThat(SentDocuments.yaml(Documents.toYaml(document))).isEqualTo(document);
    }

    @Test
    void whatCanBeReadInTwoWaysIsRefused() {
        assertThatThrownBy(() -> SentDocuments.yaml("{id: a, id: b}"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> SentDocuments.yaml("[1, 2]"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> SentDocuments.yaml("{id: \"a\\0b\"}"))
                .isInstanceOf(InvalidInputException.class);
    }
}
