package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.BOB;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.work.Acting;
import io.leaddispatcher.application.work.MergeLeads;
import io.leaddispatcher.application.work.MergeLeads.Outcome;
import io.leaddispatcher.application.work.RerouteLead;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.lead.TimelineEntry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One person who was found twice becomes one lead. */
class MergeLeadsTest extends ActScenes {

    private final MergeLeads mergeLeads =
            new MergeLeads(new LeadTurns(desk.turns), desk.leads, desk.trail, () -> NOON);

    private Outcome merge(Actor actor, LeadId lead, Map<String, ?> document) {
        return Objects.requireNonNull(
                mergeLeads
                        .handle(new Act(new Caller(TENANT, actor), lead, document, "web"))
                        .block());
    }

    private static Map<String, Object> into(LeadId lead) {
        return Map.of("into", lead.toString());
    }

    private static Map<String, Object> into(LeadId lead, Map<String, ?> was) {
        return Map.of("into", lead.toString(), "was", was);
    }

    /** Mia has Ana's lead, Ben has Bob's, and both are one person. */
    private void twice() {
        desk.rule("all", "assign", object("pool", "sales"));
        desk.event(ANA, "contact.email", "ana@acme.de", "contact.firstName", "Ana");
        desk.turn();
        desk.event(BOB, "contact.email", "ana@amce.de", "contact.lastName", "Ruiz");
        desk.turn();
        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(desk.file(BOB).placement().rep()).isEqualTo(BEN);
    }

    private TimelineEntry told(LeadId lead, String type) {
        return desk.entries(lead).stream()
                .filter(entry -> entry.type().equals(type))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    @Test
    void theWorkOnOneEndsAndTheOtherGoesOnWithWhatItDidNotSay() {
        twice();

        assertThat(merge(ADMIN, BOB, into(ANA))).isEqualTo(new Outcome.Merged(ANA));

        assertThat(desk.file(BOB).status()).isEqualTo(LeadStatus.COMPLETED);
        assertThat(desk.open(BEN)).isZero();
        assertThat(turnsOf(BEN)).as("it was no turn").isZero();
        assertThat(file().status()).isEqualTo(LeadStatus.ASSIGNED);
        assertThat(file().placement().rep()).isEqualTo(MIA);
        assertThat(file().lead().text("contact.email")).contains("ana@acme.de");
        assertThat(file().lead().text("contact.lastName")).contains("Ruiz");
        assertThat(told(BOB, "LEAD_MERGED").detail()).containsEntry("into", ANA.toString());
        assertThat(told(ANA, "LEAD_TAKEN_IN").detail()).containsEntry("lead", BOB.toString());
        assertThat(told(ANA, "LEAD_TAKEN_IN").actor()).isEqualTo(ADMIN.label());
        assertThat(told(ANA, "LEAD_UPDATED").detail())
                .containsEntry("changed", List.of("contact.lastName"));
        assertThat(desk.leads.merged).containsEntry(BOB, ANA);
        assertThat(desk.trail.told()).containsExactly("lead.merged lead:" + BOB);
    }

    @Test
    void aSecondPressIsOneMergeAndTheOtherWayRoundIsNone() {
        twice();
        merge(ADMIN, BOB, into(ANA));

        assertThat(merge(ADMIN, BOB, into(ANA))).isEqualTo(new Outcome.Merged(ANA));
        assertThat(merge(ADMIN, ANA, into(BOB))).isEqualTo(new Outcome.PartOfAnother(BOB));

        assertThat(desk.told(BOB)).containsOnlyOnce("LEAD_MERGED");
        assertThat(desk.told(ANA)).containsOnlyOnce("LEAD_TAKEN_IN");
        assertThat(desk.leads.merged).isEqualTo(Map.of(BOB, ANA));
        assertThat(desk.trail.told()).hasSize(1);
        assertThat(turnsOf(BEN)).isZero();
    }

    @Test
    void onALeadThatIsPartOfAnotherNobodyActs() {
        twice();
        merge(ADMIN, BOB, into(ANA));

        ActOutcome outcome =
                new RerouteLead(new Acting(new LeadTurns(desk.turns), desk.trail))
                        .handle(
                                new Act(
                                        new Caller(TENANT, ADMIN),
                                        BOB,
                                        Map.of("reason", "again"),
                                        "web"))
                        .block();

        assertThat(outcome).isEqualTo(new ActOutcome.PartOfAnother());
        assertThat(desk.file(BOB).status()).isEqualTo(LeadStatus.COMPLETED);
    }

    @Test
    void whatHasChangedSinceItWasSeenIsSaidAndNothingHappens() {
        twice();

        assertThat(
                        merge(
                                ADMIN,
                                BOB,
                                into(
                                        ANA,
                                        Map.of(
                                                "lead",
                                                Map.of(
                                                        "status",
                                                        "QUEUED",
                                                        "assignment",
                                                        Map.of("repKey", "ben")),
                                                "into",
                                                Map.of(
                                                        "contact",
                                                        Map.of("firstName", "Anna"),
                                                        "assignment",
                                                        Map.of("repKey", "ben"))))))
                .isEqualTo(
                        new Outcome.Overtaken(
                                Set.of(
                                        "into.assignment.repKey",
                                        "into.contact.firstName",
                                        "lead.status")));
        assertThat(desk.file(BOB).status()).isEqualTo(LeadStatus.ASSIGNED);
        assertThat(desk.leads.merged).isEmpty();
        assertThat(desk.trail.told()).isEmpty();
        assertThat(
                        merge(
                                ADMIN,
                                BOB,
                                into(
                                        ANA,
                                        Map.of(
                                                "into",
                                                Map.of("contact", Map.of("firstName", "Ana"))))))
                .isEqualTo(new Outcome.Merged(ANA));
    }

    @Test
    void whoMergesMayWorkOnBoth() {
        twice();

        assertThat(merge(AS_MIA, BOB, into(ANA)))
                .isEqualTo(new Outcome.Refused(BOB, new ActOutcome.HeldByAnother(BEN)));
        assertThat(merge(AS_BEN, BOB, into(ANA)))
                .isEqualTo(new Outcome.Refused(ANA, new ActOutcome.HeldByAnother(MIA)));
        assertThatThrownBy(() ->
                        merge(new Actor.Member(new UUID(5, 3), Role.VIEWER, null), BOB, into(ANA)))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(desk.leads.merged).isEmpty();
        assertThat(merge(PROGRAM, BOB, into(ANA))).isEqualTo(new Outcome.Merged(ANA));
    }

    @Test
    void oneAndTheSameIsNothingToMergeAndWhatIsNotThereIsUnknown() {
        twice();

        assertThatThrownBy(() -> merge(ADMIN, ANA, into(ANA)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> merge(ADMIN, ANA, Map.of("into", "nobody")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> merge(ADMIN, ANA, Map.of()))
                .isInstanceOf(InvalidInputException.class);
        assertThat(merge(ADMIN, ANA, into(new LeadId(new UUID(9, 9)))))
                .isEqualTo(new Outcome.Refused(ANA, new ActOutcome.Unknown()));
    }

    @Test
    void whatIsAboutToBeRoutedWaits() {
        twice();
        LeadId fresh = new LeadId(new UUID(7, 9));
        Lead lead = new Lead(fresh, null, LeadKind.LEAD, NOON, Map.of(), List.of());
        desk.leads.addMissing(TENANT, List.of(LeadFile.of(lead, NOON)), NOON).block();

        assertThat(merge(ADMIN, fresh, into(ANA)))
                .isEqualTo(new Outcome.Refused(fresh, new ActOutcome.NotRouted()));
        assertThat(merge(ADMIN, ANA, into(fresh)))
                .isEqualTo(new Outcome.Refused(fresh, new ActOutcome.NotRouted()));
    }

    @Test
    void nobodyGuessesWhatIsHiddenByWhatTheySayTheyHaveSeen() {
        desk.keep(ConfigurationKind.FIELD, "contact.email", "name", "E-mail", "sensitive", true);
        desk.rule("all", "assign", object("rep", "mia"));
        desk.event(ANA, "contact.email", "ana@acme.de");
        desk.event(BOB, "contact.email", "ana@amce.de");
        desk.turn();
        Actor rep = new Actor.Member(new UUID(5, 4), Role.REP, "mia");
        Map<String, Object> guess = Map.of("contact", Map.of("email", "ana@amce.de"));

        assertThatThrownBy(() -> merge(rep, BOB, into(ANA, Map.of("lead", guess))))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() ->
                        merge(
                                rep,
                                BOB,
                                into(
                                        ANA,
                                        Map.of(
                                                "into",
                                                Map.of("company", Map.of("domain", "acme.de"))))))
                .as("what the address tells")
                .isInstanceOf(AccessDeniedException.class);
        assertThat(merge(ADMIN, BOB, into(ANA, Map.of("into", guess))))
                .isEqualTo(new Outcome.Overtaken(Set.of("into.contact.email")));
        assertThat(merge(rep, BOB, into(ANA))).isEqualTo(new Outcome.Merged(ANA));
        assertThat(desk.entries(ANA).toString()).doesNotContain("acme.de", "amce.de");
    }
}
