package io.leaddispatcher.application.me;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.port.MailBounces;
import io.leaddispatcher.application.dispatch.port.MailBounces.Bounce;
import io.leaddispatcher.application.push.port.PushSender;
import io.leaddispatcher.application.push.port.PushSubscriptions;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.dispatch.DispatchPlan;
import io.leaddispatcher.domain.notice.NotificationChoices;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** By which ways a rep is told, and by which they could be. Empty when the caller is no rep. */
@UseCase
public final class ShowMyNotifications {

    /**
     * @param slack whether there is Slack
     * @param mail whether there is mail
     * @param devices on how many the rep has allowed messages
     * @param pushKey by which a browser tells that a message is ours
     * @param email the rep's address
     * @param bounce how mail to it came back the last time; null when it does not
     */
    public record View(
            NotificationChoices choices,
            boolean slack,
            boolean mail,
            int devices,
            String pushKey,
            String email,
            @Nullable Bounce bounce) {}

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final ConnectedChannels channels;
    private final PushSubscriptions subscriptions;
    private final PushSender sender;
    private final MailBounces bounces;

    public ShowMyNotifications(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            ConnectedChannels channels,
            PushSubscriptions subscriptions,
            PushSender sender,
            MailBounces bounces) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.channels = channels;
        this.subscriptions = subscriptions;
        this.sender = sender;
        this.bounces = bounces;
    }

    public Mono<View> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.VIEW_OWN_LEADS);
            TenantId tenant = caller.tenant();
            return Mono.justOrEmpty(caller.actor().ownRep().map(RepKey::new))
                    .flatMap(me ->
                            unitOfWork.run(
                                    tenant,
                                    configurations
                                            .current(tenant)
                                            .map(snapshot -> snapshot.configuration().roster())
                                            .flatMap(roster ->
                                                    Mono.justOrEmpty(roster.rep(me))
                                                            .zipWhen(_ ->
                                                                    channels.of(tenant, roster)))
                                            .flatMap(found ->
                                                    show(tenant, found.getT1(), found.getT2()))));
        });
    }

    private Mono<View> show(TenantId tenant, Rep rep, DispatchPlan.Connected connected) {
        return subscriptions
                .of(tenant, rep.key())
                .count()
                .zipWhen(_ -> bounces.all(tenant).collectList())
                .map(read ->
                        new View(
                                rep.notifications(),
                                connected.slack() || connected.sandbox(),
                                connected.smtp() || connected.sandbox(),
                                read.getT1().intValue(),
                                sender.publicKey(),
                                rep.email(),
                                of(rep.email(), read.getT2())));
    }

    private static @Nullable Bounce of(String email, List<Bounce> all) {
        String address = email.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(bounce -> bounce.address().equals(address))
                .findFirst()
                .orElse(null);
    }
}
