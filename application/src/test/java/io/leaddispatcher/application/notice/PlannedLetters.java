package io.leaddispatcher.application.notice;

import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.letter.Letters;
import io.leaddispatcher.application.member.OneAdmin;
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

/** Letters of a workspace that an owner and an admin look after. */
public final class PlannedLetters {

    private static final SmtpChannel MAIL =
            new SmtpChannel(null, "mail.test", 25, "leads@acme.test", false, null, null);

    private PlannedLetters() {}

    /** Into a list; none while the installation has no mail server. */
    public static AdministratorLetters into(
            List<Delivery> outbox, TenantId tenant, BooleanSupplier mailServer, Ids ids) {
        InMemoryWorkspaces workspaces = new InMemoryWorkspaces();
        workspaces
                .create(new Workspace(tenant, "acme", "Acme", ZoneOffset.UTC, false), Instant.EPOCH)
                .block();
        return new AdministratorLetters(
                new OneAdmin(),
                workspaces,
                new Letters(
                        new NoConnections(),
                        () -> mailServer.getAsBoolean() ? Optional.of(MAIL) : Optional.empty(),
                        (_, letter) -> {
                            throw new IllegalStateException("past the outbox: " + letter);
                        },
                        URI.create("https://leads.test/")),
                (_, more) -> Mono.fromRunnable(() -> outbox.addAll(more)),
                ids);
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
