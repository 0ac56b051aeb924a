package io.leaddispatcher.application.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana",
                "ANA",
                "lópez",
                "lopez",
                "lóp",
                "ana lópez-ortíz",
                "ortiz",
                "ana.lopez",
                "ana.lopez@mail.acme.test",
                "mail.acme.test",
                "acme",
                "straße",
                "STRASSE",
                "\"acme\" gmbh",
                "HS-123",
                "+49 30 123 4567",
                "+49301234567",
                "0049 30 1234567",
                "030 1234567",
                "030/1234567",
                "0301234567",
                "1234567"
            })
    void aLeadIsFoundBy(String q) {
        assertThat(finds(ana(), q)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "ana berlin", "lopezz", "123456789"})
    void aLeadIsNotFoundBy(String q) {
        assertThat(finds(ana(), q)).isFalse();
    }

    @Test
    void howeverManyNamesThereAreSomebodyIsFoundByAddressAndNumber() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            names.append(i).append(' ');
        }
        LeadFile file =
                file(
                        Map.of(
                                "contact.firstName",
                                names.toString(),
                                "contact.email",
                                "Ana.Ortiz@acme.test",
                                "contact.phone",
                                "+49301234567"));

        assertThat(SearchWords.of(file).keySet())
                .contains(
                        SearchWords.address("Ana.Ortiz@acme.test"),
                        SearchWords.number("+49301234567"));
    }

    @Test
    void noWordIsTooLongForAnIndex() {
        LeadFile file = file(Map.of("company.name", "ß".repeat(5_000) + " " + "x ".repeat(9_000)));

        assertThat(SearchWords.of(file).keySet())
                .hasSizeLessThanOrEqualTo(200)
                .allMatch(w -> w.length() <= 400);
        assertThat(SearchWords.query("y".repeat(9_000))).allMatch(word -> word.length() <= 400);
    }

    @Test
    void eachWordTellsAllItsSources() {
        LeadFile file =
                file(
                        Map.of(
                                "contact.lastName", "Acme",
                                "company.name", "Acme",
                                "contact.phone", "+4930"));

        assertThat(SearchWords.of(file))
                .containsEntry("acme", Set.of(WordSource.PERSON, WordSource.COMPANY))
                .containsEntry("4930", Set.of(WordSource.PHONE));
    }

    private static boolean finds(LeadFile file, String q) {
        Set<String> words = SearchWords.of(file).keySet();
        return SearchWords.query(q).stream()
                .allMatch(asked -> words.stream().anyMatch(word -> word.startsWith(asked)));
    }

    private static LeadFile ana() {
        return file(
                Map.of(
                        "contact.firstName", "Ana",
                        "contact.lastName", "López-Ortíz",
                        "contact.email", "ana.lopez@mail.acme.test",
                        "contact.phone", "+49301234567",
                        "company.name", "Acme GmbH Straße"));
    }

    private static LeadFile file(Map<String, String> texts) {
        Map<String, FieldValue> values =
                texts.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        text -> new FieldValue.Text(text.getValue())));
        Instant at = Instant.parse("2026-11-21T09:30:00Z");
        return LeadFile.of(
                new Lead(
                        new LeadId(new UUID(0, 1)), "HS-123", LeadKind.LEAD, at, values, List.of()),
                at);
    }
}
