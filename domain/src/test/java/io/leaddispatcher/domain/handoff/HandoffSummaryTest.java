package io.leaddispatcher.domain.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.policy.Target.HandoffType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HandoffSummaryTest {

    private static final Map<String, String> LEAD =
            Map.of("lead.source", "web-form", "lead.product", "payments");

    private final Violations violations = new Violations();

    private HandoffSummary read(
            Object said, HandoffType type, Map<String, String> lead, String reason) {
        return HandoffSummary.read(
                Part.root(said, violations),
                type,
                true,
                path -> Optional.ofNullable(lead.get(path)),
                Optional.of(reason).filter(text -> !text.isEmpty()));
    }

    private List<String> wrong() {
        return violations.list().stream().map(Violation::pointer).toList();
    }

    @Test
    void theLeadSaysWhatIsLeftOut() {
        HandoffSummary summary =
                read(Map.of("notes", " cannot log in "), HandoffType.SUPPORT, LEAD, "");

        assertThat(wrong()).isEmpty();
        assertThat(summary.values())
                .isEqualTo(
                        Map.of(
                                "notes", "cannot log in",
                                "source", "web-form",
                                "productInterest", "payments"));
    }

    @Test
    void whatIsSaidCountsMoreThanTheLead() {
        HandoffSummary summary =
                read(
                        Map.of("productInterest", "payroll", "notes", "wants to buy"),
                        HandoffType.SALES,
                        LEAD,
                        "a reason");

        assertThat(summary.values())
                .containsEntry("productInterest", "payroll")
                .containsEntry("notes", "wants to buy");
    }

    @ParameterizedTest
    @EnumSource
    void aReasonStandsForNotesAndWithoutBothItIsRefused(HandoffType type) {
        assertThat(read(Map.of(), type, LEAD, "asked for it").values())
                .containsEntry("notes", "asked for it");
        assertThat(wrong()).isEmpty();

        read(Map.of(), type, LEAD, "");
        assertThat(wrong()).containsExactly("/notes");
    }

    @ParameterizedTest
    @EnumSource
    void ofAProgramNothingIsDemanded(HandoffType type) {
        HandoffSummary summary =
                HandoffSummary.read(
                        Part.root(Map.of(), violations),
                        type,
                        false,
                        _ -> Optional.empty(),
                        Optional.empty());

        assertThat(wrong()).isEmpty();
        assertThat(summary.values()).isEmpty();
    }

    @Test
    void salesAndPartnersNeedToKnowWhatItIsAbout() {
        read(Map.of("notes", "x"), HandoffType.SALES, Map.of(), "");
        read(Map.of("notes", "x"), HandoffType.PARTNER, Map.of(), "");
        read(Map.of("notes", "x"), HandoffType.NURTURE, Map.of(), "");

        assertThat(wrong()).containsExactly("/productInterest", "/productInterest");
    }

    @Test
    void aProgramMayHaveNamesOfItsOwn() {
        HandoffSummary summary =
                read(Map.of("notes", "x", "need", " help "), HandoffType.SUPPORT, Map.of(), "");

        assertThat(wrong()).isEmpty();
        assertThat(summary.values()).isEqualTo(Map.of("notes", "x", "need", "help"));
    }

    @Test
    void whatIsTooLongTooMuchOrNoTextIsRefused() {
        read(Map.of("notes", "x".repeat(4_000), "mood", 7), HandoffType.SUPPORT, LEAD, "");
        read(Map.of("notes", "x".repeat(4_001)), HandoffType.SUPPORT, LEAD, "x");
        read(Map.of("notes", "a\0b"), HandoffType.SUPPORT, LEAD, "x");
        read("words", HandoffType.SUPPORT, LEAD, "x");
        read(Map.of("n".repeat(61), "x"), HandoffType.SUPPORT, LEAD, "x");
        read(Map.of(" ", "x"), HandoffType.SUPPORT, LEAD, "x");
        read(Map.of("a\0b", "x"), HandoffType.SUPPORT, LEAD, "x");
        read(names(21), HandoffType.SUPPORT, LEAD, "x");

        assertThat(wrong()).containsExactly("/mood", "/notes", "/notes", "", "", "", "", "");
        read(names(20), HandoffType.SUPPORT, LEAD, "x");
        read(Map.of("n".repeat(60), "x"), HandoffType.SUPPORT, LEAD, "x");
        assertThat(wrong()).hasSize(8);
    }

    private static Map<String, String> names(int count) {
        return IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(each -> "name" + each, each -> "said " + each));
    }
}
