package io.leaddispatcher.domain.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldCatalogueTest {

    private static Optional<FieldDefinition> read(String key, Object document, String... wrongs) {
        var violations = new Violations();
        Optional<FieldDefinition> read = FieldDefinition.read(key, Part.root(document, violations));
        assertThat(violations.list())
                .extracting(v -> v.code() + " " + v.pointer())
                .containsExactly(wrongs);
        return read;
    }

    @Test
    void aFieldIsReadAsItWasSent() {
        var definition =
                read(
                                "gpuCount",
                                Map.of(
                                        "key",
                                        "gpuCount",
                                        "name",
                                        "GPU count",
                                        "type",
                                        "NUMBER",
                                        "requiredForRouting",
                                        true,
                                        "sensitive",
                                        true,
                                        "mappings",
                                        Map.of("hubspot-main", "gpu_count")))
                        .orElseThrow();

        assertThat(definition)
                .isEqualTo(
                        new FieldDefinition(
                                "gpuCount",
                                "GPU count",
                                FieldType.NUMBER,
                                true,
                                true,
                                Map.of("hubspot-main", "gpu_count")));
        assertThat(definition.path()).isEqualTo("custom.gpuCount");
        assertThat(definition.isStandard()).isFalse();
    }

    @Test
    void onlyTheNameIsRequired() {
        assertThat(read("note", Map.of("name", "Note")))
                .contains(
                        new FieldDefinition(
                                "note", "Note", FieldType.TEXT, false, false, Map.of()));
        assertThat(read("note", Map.of(), "REQUIRED /name")).isEmpty();
        assertThat(read("note", "x", "WRONG_TYPE ")).isEmpty();
    }

    @Test
    void aKeyOfAStandardFieldDescribesThatField() {
        var definition =
                read("company.country", Map.of("name", "Country", "requiredForRouting", true))
                        .orElseThrow();
        assertThat(definition.path()).isEqualTo("company.country");
        assertThat(definition.isStandard()).isTrue();
        assertThat(read("lead.score", Map.of("name", "S", "type", "NUMBER"))).isPresent();
        read("lead.score", Map.of("name", "S", "type", "TEXT"), "CONFLICT /type");

        var catalogue = FieldCatalogue.of(List.of(definition));
        assertThat(catalogue.typeOf("company.country")).contains(FieldType.TEXT);
        assertThat(catalogue.requiredForRouting()).containsExactly("company.country");
        assertThat(catalogue.paths()).isEqualTo(FieldCatalogue.standard().paths());
    }

    @Test
    void whatIsWrongIsNamed() {
        read(
                "x",
                Map.of("name", "X", "type", "COLOUR", "more", 1),
                "OUT_OF_RANGE /type",
                "UNKNOWN_PROPERTY /more");
        read("x", Map.of("name", "X", "mappings", "m"), "WRONG_TYPE /mappings");
        read("x", Map.of("name", "X", "mappings", Map.of("a b", "m")), "MALFORMED /mappings/a b");
        read("x", Map.of("name", "X", "mappings", Map.of("ab", 1)), "WRONG_TYPE /mappings/ab");
    }

    @Test
    void everyPathHasItsType() {
        var secret = new FieldDefinition("a.b", "A", FieldType.LIST, false, true, Map.of());
        var catalogue = FieldCatalogue.of(List.of(secret));

        assertThat(catalogue.typeOf("custom.a.b")).contains(FieldType.LIST);
        assertThat(catalogue.typeOf("custom.b")).isEmpty();
        assertThat(catalogue.typeOf("company.geo")).contains(FieldType.GEO);
        assertThat(catalogue.typeOf("time.lead.hour")).contains(FieldType.NUMBER);
        assertThat(catalogue.typeOf("time.lead.open")).isEmpty();
        assertThat(catalogue.typeOf("time.team.emea.north.open")).contains(FieldType.BOOLEAN);
        assertThat(catalogue.typeOf("time.team..open")).isEmpty();
        assertThat(catalogue.isSensitive("custom.a.b")).isTrue();
        assertThat(catalogue.isSensitive("lead.type")).isFalse();
        assertThat(catalogue.hasSensitive()).isTrue();
        assertThat(FieldCatalogue.standard().hasSensitive()).isFalse();
        assertThat(catalogue.definition("custom.a.b")).contains(secret);
        assertThat(catalogue.requiredForRouting()).isEmpty();
        assertThat(catalogue.paths()).contains("custom.a.b", "territory", "time.utc.weekday");
        for (String path : catalogue.paths()) {
            assertThat(catalogue.typeOf(path)).as(path).isPresent();
        }
    }

    @Test
    void somePathsMeanMore() {
        assertThat(FieldCatalogue.refersTo("territory")).contains(ReferenceKind.TERRITORY);
        assertThat(FieldCatalogue.refersTo("segment")).contains(ReferenceKind.SEGMENT);
        assertThat(FieldCatalogue.refersTo("account.lists")).contains(ReferenceKind.LIST);
        assertThat(FieldCatalogue.refersTo("account.owner")).isEmpty();
        assertThat(FieldCatalogue.teamOf("time.team.emea.north.open")).contains("emea.north");
        assertThat(FieldCatalogue.teamOf("time.team.emea")).isEmpty();
        assertThat(FieldCatalogue.customKeyOf("custom.a.b")).contains("a.b");
        assertThat(FieldCatalogue.customKeyOf("lead.type")).isEmpty();
        assertThat(FieldCatalogue.isTimeOfDay("time.lead.time")).isTrue();
        assertThat(FieldCatalogue.isTimeOfDay("time.team.x.time")).isTrue();
        assertThat(FieldCatalogue.isTimeOfDay("time.lead.hour")).isFalse();
        assertThat(FieldCatalogue.isTimeOfDay("custom.time")).isFalse();
        assertThat(FieldCatalogue.isTimeOfDay("time.other.time")).isFalse();
        assertThat(FieldCatalogue.isWeekday("time.utc.weekday")).isTrue();
        assertThat(FieldCatalogue.isWeekday("custom.a.weekday")).isFalse();
        assertThat(ReferenceKind.SLA_POLICY.word()).isEqualTo("SLA policy");
    }

    @Test
    void aValueCountsAsWhatItCanOnlyMean() {
        assertThat(text(new FieldValue.Number(new BigDecimal("10115.00")))).contains("10115");
        assertThat(text(new FieldValue.Number(new BigDecimal("1E+999999999"))))
                .contains("1E+999999999");
        assertThat(text(new FieldValue.Bool(true))).contains("true");
        assertThat(text(new FieldValue.Day(LocalDate.of(2026, 12, 1)))).contains("2026-12-01");
        assertThat(text(new FieldValue.Moment(Instant.EPOCH))).contains("1970-01-01T00:00:00Z");
        assertThat(text(new FieldValue.Items(List.of("a")))).isEmpty();
        assertThat(text(new FieldValue.Geo(1, 2))).isEmpty();
        assertThat(FieldType.NUMBER.read(new FieldValue.Text("9".repeat(1001)))).isEmpty();
        assertThat(FieldType.NUMBER.read(new FieldValue.Bool(true))).isEmpty();
        assertThat(FieldType.LIST.read(new FieldValue.Text("a")))
                .contains(new FieldValue.Items(List.of("a")));
        assertThat(FieldType.LIST.read(new FieldValue.Text(" "))).isEmpty();
        assertThat(FieldType.LIST.read(new FieldValue.Bool(true))).isEmpty();
        assertThat(FieldType.GEO.read(new FieldValue.Text("a"))).isEmpty();
        assertThat(FieldType.GEO.read(new FieldValue.Geo(91, 0))).isEmpty();
    }

    private static Optional<String> text(FieldValue value) {
        return FieldType.TEXT.read(value).map(read -> ((FieldValue.Text) read).text());
    }
}
