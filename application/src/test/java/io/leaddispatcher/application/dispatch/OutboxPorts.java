package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.EmailSender;
import io.leaddispatcher.application.dispatch.port.SandboxMailbox;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SlackMessenger;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.maillink.AnswerLinks;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.dispatch.Occasion;
import io.leaddispatcher.domain.dispatch.TeamSummary;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Slack, mail and the sandbox of an outbox in memory. They answer as it is told. */
final class OutboxPorts {

    private final Outbox outbox;

    OutboxPorts(Outbox outbox) {
        this.outbox = outbox;
    }

    ChannelConnections connections() {
        return new ChannelConnections() {
            @Override
            public Mono<SlackChannel> slack(TenantId tenant) {
                return outbox.slackConnected
                        ? Mono.just(
                                new SlackChannel(
                                        tenant,
                                        new ConnectionKey("slack"),
                                        "T1",
                                        null,
                                        new Secret("xoxb-1"),
                                        true))
                        : Mono.empty();
            }

            @Override
            public Mono<SmtpChannel> smtp(TenantId tenant) {
                return outbox.mailConnected
                        ? Mono.just(
                                new SmtpChannel(
                                        new ConnectionKey("mail"),
                                        "mail.test",
                                        587,
                                        "a@x.test",
                                        true,
                                        null,
                                        null))
                        : Mono.empty();
            }
        };
    }

    SlackMessenger messenger() {
        return new SlackMessenger() {
            @Override
            public Mono<Attempt> post(
                    SlackChannel via, Address to, DispatchMessage message, DeliveryId delivery) {
                return Mono.defer(() -> {
                    outbox.log.add(
                            (message.occasion() instanceof Occasion.Reminder ? "remind " : "slack ")
                                    + to.value()
                                    + " "
                                    + delivery.value().getLeastSignificantBits());
                    return outbox.slack.apply(to);
                });
            }

            @Override
            public Mono<Attempt> post(
                    SlackChannel via, Address to, TeamSummary summary, DeliveryId delivery) {
                return Mono.defer(() -> {
                    outbox.log.add("summary %s: %s".formatted(to.value(), summary.team()));
                    return outbox.slack.apply(to);
                });
            }

            @Override
            public Map<String, Object> preview(
                    Address to, TeamSummary summary, DeliveryId delivery) {
                return Map.of("channel", to.value());
            }

            @Override
            public Mono<Attempt> change(
                    SlackChannel via,
                    String reference,
                    DispatchMessage message,
                    CardNow now,
                    DeliveryId card) {
                outbox.shown.add(now.rep());
                outbox.log.add(
                        "change %s %s %s%s"
                                .formatted(
                                        reference,
                                        now.state(),
                                        now.holder(),
                                        now.giver() == null ? "" : " from " + now.giver()));
                return Mono.just(
                        outbox.changing == null
                                ? new Attempt.Delivered(reference)
                                : outbox.changing);
            }

            @Override
            public Mono<Attempt> empty(SlackChannel via, String reference) {
                outbox.log.add("empty " + reference);
                return Mono.just(
                        outbox.changing == null
                                ? new Attempt.Delivered(reference)
                                : outbox.changing);
            }

            @Override
            public Map<String, Object> previewChange(
                    DispatchMessage message, CardNow now, DeliveryId card) {
                return Map.of("state", now.state().name());
            }

            @Override
            public Map<String, Object> preview(
                    Address to, DispatchMessage message, DeliveryId delivery) {
                return Map.of("channel", to.value());
            }
        };
    }

    EmailSender mailer() {
        return new EmailSender() {
            @Override
            public Mono<Attempt> send(
                    SmtpChannel smtp,
                    String to,
                    DispatchMessage message,
                    @Nullable AnswerLinks links,
                    DeliveryId delivery) {
                outbox.log.add("mail " + to);
                outbox.answers.add(Optional.ofNullable(links));
                return outbox.mail.get();
            }

            @Override
            public Mono<Attempt> send(
                    SmtpChannel smtp,
                    String to,
                    WorkspaceNotice notice,
                    @Nullable URI off,
                    DeliveryId delivery) {
                outbox.log.add(
                        "notice %s: %s%s"
                                .formatted(to, notice.subject(), off == null ? "" : " off"));
                return Mono.just(new Attempt.Delivered("<2@x.test>"));
            }

            @Override
            public Map<String, Object> preview(
                    String to, DispatchMessage message, @Nullable AnswerLinks links) {
                outbox.answers.add(Optional.ofNullable(links));
                return Map.of("to", to);
            }

            @Override
            public Mono<Attempt> send(
                    SmtpChannel smtp, String to, LeadMail mail, URI optOut, DeliveryId delivery) {
                outbox.log.add("lead mail %s: %s".formatted(to, mail.subject()));
                return Mono.just(new Attempt.Delivered("<3@x.test>"));
            }

            @Override
            public Map<String, Object> preview(String to, LeadMail mail, URI optOut) {
                return Map.of("to", to, "subject", mail.subject());
            }
        };
    }

    SandboxMailbox mailbox() {
        return new SandboxMailbox() {
            @Override
            public Mono<Void> keep(TenantId tenant, Message message) {
                outbox.sandbox.add(message);
                return Mono.empty();
            }

            @Override
            public Mono<Void> change(TenantId tenant, UUID message, Map<String, Object> document) {
                outbox.log.add("sandbox " + message.getLeastSignificantBits() + " " + document);
                return Mono.empty();
            }

            @Override
            public Flux<Message> latest(TenantId tenant, int limit) {
                return Flux.fromIterable(outbox.sandbox);
            }
        };
    }

    ConnectionHealth health() {
        return new ConnectionHealth() {
            @Override
            public Mono<Void> rejected(TenantId tenant, ConnectionKey connection) {
                return Mono.empty();
            }

            @Override
            public Mono<Void> event(TenantId tenant, ConnectionKey connection, Instant at) {
                return Mono.empty();
            }

            @Override
            public Mono<Void> lost(
                    TenantId tenant, ConnectionKey connection, String code, String message) {
                return Mono.empty();
            }

            @Override
            public Mono<Void> noted(
                    TenantId tenant, ConnectionKey connection, String code, String message) {
                outbox.health.add("noted " + code);
                return Mono.empty();
            }

            @Override
            public Mono<Void> failed(
                    TenantId tenant, ConnectionKey connection, String code, String message) {
                outbox.health.add(connection + " " + code);
                return Mono.empty();
            }

            @Override
            public Mono<Void> answered(TenantId tenant, ConnectionKey connection, Instant at) {
                outbox.health.add(connection + " answered");
                return Mono.empty();
            }

            @Override
            public Mono<Void> worked(TenantId tenant, ConnectionKey connection, Instant at) {
                outbox.health.add(connection + " ok");
                return Mono.empty();
            }
        };
    }
}
