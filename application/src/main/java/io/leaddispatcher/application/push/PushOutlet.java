package io.leaddispatcher.application.push;

import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.push.port.PushSender;
import io.leaddispatcher.application.push.port.PushSender.Answer;
import io.leaddispatcher.application.push.port.PushSubscriptions;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells a rep on each device on which the rep has allowed it. One that was reached is enough: what
 * is shown there is not sent again for the sake of another.
 */
public final class PushOutlet implements Outlet {

    private static final Cause NO_DEVICE =
            new Cause("no_device", "no device of the rep takes messages");

    private final PushSubscriptions subscriptions;
    private final PushSender sender;
    private final UnitOfWork unitOfWork;

    public PushOutlet(PushSubscriptions subscriptions, PushSender sender, UnitOfWork unitOfWork) {
        this.subscriptions = subscriptions;
        this.sender = sender;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Channel channel() {
        return Channel.PUSH;
    }

    @Override
    public Mono<Line> open(TenantId tenant) {
        return Mono.just(delivery -> send(tenant, delivery));
    }

    private Mono<Attempt> send(TenantId tenant, Delivery delivery) {
        RepKey rep = new RepKey(delivery.address().value());
        PushMessage message = PushMessage.of(DispatchMessage.read(delivery.draft().document()));
        return unitOfWork
                .run(tenant, subscriptions.of(tenant, rep).collectList())
                .flatMapMany(Flux::fromIterable)
                .flatMap(device ->
                        sender.send(device, message).map(answer -> Map.entry(device, answer)))
                .collectList()
                .flatMap(answers -> forget(tenant, answers).thenReturn(attempt(answers)));
    }

    private Mono<Void> forget(TenantId tenant, List<Map.Entry<Device, Answer>> answers) {
        List<String> gone =
                answers.stream()
                        .filter(each -> each.getValue() instanceof Answer.Gone)
                        .map(each -> each.getKey().id())
                        .toList();
        return gone.isEmpty()
                ? Mono.empty()
                : unitOfWork.run(tenant, subscriptions.forget(tenant, gone));
    }

    private static Attempt attempt(List<Map.Entry<Device, Answer>> answers) {
        List<Answer> all = answers.stream().map(Map.Entry::getValue).toList();
        long taken = of(all, Answer.Taken.class).count();
        if (taken > 0) {
            return new Attempt.Delivered("devices: " + taken);
        }
        return of(all, Answer.Later.class)
                .findFirst()
                .<Attempt>map(later -> new Attempt.Retry(later.after(), later.cause()))
                .or(() ->
                        of(all, Answer.Refused.class)
                                .findFirst()
                                .map(refused -> new Attempt.Dead(refused.cause())))
                .orElseGet(() -> new Attempt.WrongTarget(NO_DEVICE));
    }

    private static <T> Stream<T> of(List<Answer> answers, Class<T> kind) {
        return answers.stream().filter(kind::isInstance).map(kind::cast);
    }
}
