package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.intake.ImportLeads;
import io.leaddispatcher.application.intake.ImportLeads.Progress;
import io.leaddispatcher.application.intake.ImportLeads.Row;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportLeadsTest {

    private final RoutingDesk desk =
            new RoutingDesk().rule("all", "assign", object("pool", "sales"));
    private final ImportLeads importLeads =
            new ImportLeads(
                    desk.submitLead,
                    desk.configurations,
                    desk.timeline,
                    desk.trail,
                    new ImmediateUnitOfWork(),
                    () -> desk.now);

    private static Row row(int line, String email) {
        return new Row(line, Map.of("contact", Map.of("email", email)));
    }

    private List<Progress> bring(Row... rows) {
        return bring(Caller.system(TENANT), List.of(rows));
    }

    private List<Progress> bring(Caller caller, List<Row> rows) {
        return Objects.requireNonNull(
                importLeads
                        .handle(new ImportLeads.Command(caller, "fair.csv", rows))
                        .collectList()
                        .block());
    }

    @Test
    void eachRowIsALeadAndItsTimelineTellsTheFile() {
        Progress done = bring(row(2, "ana@acme.de"), row(3, "bob@acme.de")).getLast();

        assertThat(done).isEqualTo(new Progress(2, 2, 2, 0, 0, List.of()));
        assertThat(desk.timeline.of(TENANT))
                .filteredOn(entry -> entry.what().type().equals("LEAD_SUBMITTED"))
                .hasSize(2)
                .allSatisfy(entry ->
                        assertThat(entry.what().detail()).containsEntry("file", "fair.csv"));
        assertThat(desk.trail.entries())
                .filteredOn(entry -> entry.action() == AuditAction.LEADS_IMPORTED)
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.detail())
                                .containsEntry("file", "fair.csv")
                                .containsEntry("rows", 2));
    }

    @Test
    void aFileThatIsBroughtAgainMakesNothingNew() {
        bring(row(2, "ana@acme.de"), row(3, "bob@acme.de"));

        Progress again =
                bring(row(2, "ana@acme.de"), row(3, "bob@acme.de"), row(4, "kim@acme.de"))
                        .getLast();

        assertThat(again).isEqualTo(new Progress(3, 3, 1, 0, 2, List.of()));
        assertThat(desk.timeline.of(TENANT))
                .filteredOn(entry -> entry.what().type().equals("LEAD_SUBMITTED"))
                .hasSize(3);
    }

    @Test
    void aTextThatIsTooLongIsRefusedAndNotSaidToBeCut() {
        Progress done =
                bring(
                                new Row(
                                        2,
                                        Map.of(
                                                "contact",
                                                Map.of("email", "ana@acme.de"),
                                                "company",
                                                Map.of("name", "x".repeat(1_001)))))
                        .getLast();

        assertThat(done.refused())
                .singleElement()
                .satisfies(refused ->
                        assertThat(refused.why().violations())
                                .extracting(Violation::message)
                                .containsExactly("must have at most 1000 characters"));
    }

    @Test
    void aRowThatStandsThereTwiceCountsOnce() {
        Progress done = bring(row(2, "ana@acme.de"), row(3, "ana@acme.de")).getLast();

        assertThat(done).isEqualTo(new Progress(2, 2, 1, 0, 1, List.of()));
    }

    @Test
    void whatIsKnownOfSomebodyIsAddedTo() {
        bring(row(2, "ana@acme.de"));

        Progress more =
                bring(
                                new Row(
                                        2,
                                        Map.of(
                                                "contact",
                                                Map.of(
                                                        "email",
                                                        "ana@acme.de",
                                                        "firstName",
                                                        "Ana"))))
                        .getLast();

        assertThat(more).isEqualTo(new Progress(1, 1, 0, 1, 0, List.of()));
    }

    @Test
    void whatCannotBeReadIsToldByItsRowAndHindersNoOther() {
        Progress done =
                bring(
                                row(2, "nobody"),
                                row(3, "ana@acme.de"),
                                new Row(4, Map.of("contact", Map.of("firstName", "Zoe"))))
                        .getLast();

        assertThat(done.added()).isEqualTo(1);
        assertThat(done.refused()).extracting(ImportLeads.Refused::line).containsExactly(2, 4);
        assertThat(done.refused().getFirst().why().violations())
                .extracting(Violation::pointer)
                .containsOnly("/contact/email");
    }

    @Test
    void howFarItHasComeIsToldAfterEachHundred() {
        List<Row> rows =
                IntStream.range(0, 250)
                        .mapToObj(at -> row(at + 2, "lead%d@acme.de".formatted(at)))
                        .toList();

        assertThat(bring(Caller.system(TENANT), rows))
                .extracting(Progress::done)
                .containsExactly(0, 100, 200, 250);
    }

    @Test
    void whoMayPutNoLeadsInMayBringNoFile() {
        Caller rep = new Caller(TENANT, new Actor.Member(new UUID(1, 1), Role.REP, null));

        assertThatThrownBy(() -> bring(rep, List.of(row(2, "ana@acme.de"))))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(desk.trail.entries()).isEmpty();
    }
}
