package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.intake.SubmitLead;
import io.leaddispatcher.application.intake.SubmitLead.Outcome.Accepted;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;

/** What a program is told that puts in a lead which is known, or an event which is. */
class SubmittedAgainTest {

    private final RoutingDesk desk =
            new RoutingDesk().rule("all", "assign", object("pool", "sales"));

    @Test
    void aKnownLeadIsMergedAndNamesWhoHasIt() {
        Accepted first = accepted(desk.submit("1", "ana@acme.de"));
        Accepted early = accepted(desk.submit("2", "ana@acme.de"));
        desk.turn();
        Accepted later = accepted(desk.submit("3", "ana@acme.de"));

        assertThat(first.merged()).isFalse();
        assertThat(early).isEqualTo(new Accepted(first.lead(), early.event(), true, null));
        assertThat(later.merged()).isTrue();
        assertThat(later.lead()).isEqualTo(first.lead());
        assertThat(Objects.requireNonNull(later.assignment()).rep()).hasToString("mia");
    }

    @Test
    void aRepeatIsAnsweredLikeTheEventThatItRepeats() {
        Accepted first = accepted(desk.submit("1", "ana@acme.de"));
        assertThat(desk.submit("1", "ana@acme.de")).isEqualTo(first);
        desk.turn();

        assertThat(desk.submit("1", "ana@acme.de")).isEqualTo(first);
        assertThat(desk.submit("1", "bob@acme.de"))
                .isInstanceOf(SubmitLead.Outcome.KeyUsedBefore.class);
    }

    @Test
    void whoComesTogetherIsTakenOneAfterTheOther() {
        Sinks.Empty<Void> gate = Sinks.empty();
        desk.gate = gate.asMono();
        CompletableFuture<SubmitLead.@Nullable Outcome> alone = coming("0", "zoe@acme.de");
        CompletableFuture<SubmitLead.@Nullable Outcome> first = coming("1", "ana@acme.de");
        CompletableFuture<SubmitLead.@Nullable Outcome> more = coming("2", "ana@acme.de");
        CompletableFuture<SubmitLead.@Nullable Outcome> repeat = coming("1", "ana@acme.de");
        CompletableFuture<SubmitLead.@Nullable Outcome> clash = coming("1", "bob@acme.de");
        CompletableFuture<SubmitLead.@Nullable Outcome> wrong =
                desk.submitting("3", "x", Map.of("contact", "nobody")).toFuture();
        CompletableFuture<SubmitLead.@Nullable Outcome> last = coming("4", "kim@acme.de");

        gate.tryEmitEmpty();

        assertThat(accepted(alone.join()).merged()).isFalse();
        Accepted ana = accepted(first.join());
        assertThat(ana.merged()).isFalse();
        assertThat(accepted(more.join()))
                .isEqualTo(new Accepted(ana.lead(), accepted(more.join()).event(), true, null));
        assertThat(repeat.join()).isEqualTo(ana);
        assertThat(clash.join()).isInstanceOf(SubmitLead.Outcome.KeyUsedBefore.class);
        assertThatThrownBy(wrong::join).hasRootCauseInstanceOf(InvalidInputException.class);
        assertThat(accepted(last.join()).merged()).isFalse();
        assertThat(desk.events.waiting()).hasSize(4);
        assertThat(desk.turn()).isEqualTo(4);
    }

    private CompletableFuture<SubmitLead.@Nullable Outcome> coming(String key, String email) {
        return desk.submitting(key, email, Map.of("contact", Map.of("email", email))).toFuture();
    }

    private static Accepted accepted(SubmitLead.@Nullable Outcome outcome) {
        assertThat(outcome).isInstanceOf(Accepted.class);
        return (Accepted) Objects.requireNonNull(outcome);
    }
}
