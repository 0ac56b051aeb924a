package io.leaddispatcher.application.escalation;

import io.leaddispatcher.application.escalation.port.UnheardEscalations;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.notice.PlannedLetters;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Who writes letters about escalations that reach nobody. */
public final class Unheards {

    private Unheards() {}

    /** Into a list; none while the installation has no mail server. */
    public static UnheardWatch into(
            List<Delivery> outbox,
            TenantId tenant,
            UnheardEscalations escalations,
            RoutingConfigurations configurations,
            BooleanSupplier mailServer,
            Ids ids) {
        return new UnheardWatch(
                escalations,
                new UnheardNotice(
                        escalations,
                        configurations,
                        PlannedLetters.into(outbox, tenant, mailServer, ids)));
    }
}
