package io.leaddispatcher.application.escalation;

import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.escalation.port.UnheardEscalations;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.letter.Letters;
import io.leaddispatcher.application.member.OneAdmin;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.workspace.InMemoryWorkspaces;
import io.leaddispatcher.application.workspace.port.Workspaces.Workspace;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;

/** Who writes letters about escalations that reach nobody. */
public final class Unheards {

    private static final SmtpChannel MAIL =
            new SmtpChannel(null, "mail.test", 25, "leads@acme.test", false, null, null);

    private Unheards() {}

    /** Into a list; none while the installation has no mail server. */
    public static UnheardWatch into(
            List<Delivery> outbox,
            TenantId tenant,
            UnheardEscalations escalations,
            RoutingConfigurations configurations,
            BooleanSupplier mailServer,
            Ids ids) {
        InMemoryWorkspaces workspaces = new InMemoryWorkspaces();
        workspaces
                .create(new Workspace(tenant, "acme", "Acme", ZoneOffset.UTC, false), Instant.EPOCH)
                .block();
        return new UnheardWatch(
                escalations,
                new UnheardNotice(
                        escalations,
                        configurations,
                        new OneAdmin(),
                        workspaces,
                        new Letters(
                                new NoConnections(),
                                () ->
                                        mailServer.getAsBoolean()
                                                ? Optional.of(MAIL)
                                                : Optional.empty(),
                                (_, letter) -> {
                                    throw new IllegalStateException("past the outbox: " + letter);
                                },
                                URI.create("https://leads.test/")),
                        (_, more) -> Mono.fromRunnable(() -> outbox.addAll(more)),
                        ids));
    }

    private static final class NoConnections implements ChannelConnections {
        @Override
        public Mono<SlackChannel> slack(TenantId tenant) {
            return Mono.empty();
        }

        @Override
        public Mono<SmtpChannel> smtp(TenantId tenant) {
            return Mono.empty();
        }
    }
}
