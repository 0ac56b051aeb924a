package io.leaddispatcher.application.me;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.push.Device;
import io.leaddispatcher.application.push.port.PushSender;
import io.leaddispatcher.application.push.port.PushSubscriptions;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.notice.NoticeKind;
import io.leaddispatcher.domain.notice.NotificationChoices;
import io.leaddispatcher.domain.notice.Way;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * A rep allows the browser in front of them to show messages. From then on new leads and reminders
 * come there, too.
 */
@UseCase
public final class AllowDevice {

    private static final int LONGEST = 2_000;
    private static final int DEVICES = 10;

    /**
     * What the browser has made.
     *
     * @param endpoint where messages to it are sent
     * @param key its public key, URL-safe base64
     * @param auth its secret, URL-safe base64
     * @param session the secret of the session in which it was made; its end ends the messages
     */
    public record Command(
            Caller caller, Secret endpoint, String key, Secret auth, Secret session) {}

    public sealed interface Outcome {
        record Allowed() implements Outcome {}

        /** The caller is no rep who is logged in. */
        record NoRep() implements Outcome {}
    }

    private final UnitOfWork unitOfWork;
    private final PushSubscriptions subscriptions;
    private final PushSender sender;
    private final SecretTokens tokens;
    private final OwnDocument own;
    private final InstantSource clock;

    public AllowDevice(
            UnitOfWork unitOfWork,
            PushSubscriptions subscriptions,
            PushSender sender,
            SecretTokens tokens,
            ConfigurationDocuments documents,
            ActivePolicies policies,
            RoutingConfigurations configurations,
            AuditTrail trail,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.subscriptions = subscriptions;
        this.sender = sender;
        this.tokens = tokens;
        this.own = new OwnDocument(unitOfWork, documents, policies, configurations, trail);
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when nothing can be sent there. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            Caller caller = command.caller();
            caller.require(Permission.MANAGE_OWN_AVAILABILITY);
            if (!(caller.actor() instanceof Actor.Member(var member, _, _))) {
                return Mono.just(new Outcome.NoRep());
            }
            Device device = device(command);
            return own.change(
                            caller,
                            mine ->
                                    ChangeMyNotifications.with(
                                            mine, more(mine.rep().notifications()).document()),
                            pointer -> pointer)
                    .flatMap(me -> keep(command, me, member, device))
                    .defaultIfEmpty(new Outcome.NoRep());
        });
    }

    private static NotificationChoices more(NotificationChoices choices) {
        return choices.with(NoticeKind.NEW_LEAD, Way.PUSH, Way.SLACK)
                .with(NoticeKind.REMINDER, Way.PUSH, Way.SLACK);
    }

    private Mono<Outcome> keep(Command command, RepKey me, UUID member, Device device) {
        TenantId tenant = command.caller().tenant();
        return unitOfWork
                .run(
                        tenant,
                        subscriptions.keep(
                                tenant,
                                me,
                                member,
                                device,
                                TokenHash.of(command.session().reveal()),
                                clock.instant(),
                                DEVICES))
                .thenReturn(new Outcome.Allowed());
    }

    private Device device(Command command) {
        String text = command.endpoint().reveal();
        if (text.length() > LONGEST || !sender.knows(uri(text))) {
            throw new InvalidInputException(
                    "/endpoint",
                    MALFORMED,
                    "this browser's push service is not among those that we send to");
        }
        Device device =
                new Device(tokens.next(), command.endpoint(), command.key(), command.auth());
        sender.refusal(device)
                .ifPresent(why -> {
                    throw new InvalidInputException("/endpoint", MALFORMED, why);
                });
        return device;
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return URI.create("");
        }
    }
}
