package io.leaddispatcher.application.optout;

import io.leaddispatcher.application.optout.port.MailOptOuts;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.util.Set;
import reactor.core.publisher.Mono;

/** What whoever is about to write to a lead needs of those who want no mails. */
public final class MailRefusals {

    private final OptOutLinks links;
    private final MailAddressee addressee;
    private final MailOptOuts optOuts;
    private final UnitOfWork unitOfWork;

    public MailRefusals(
            OptOutLinks links,
            MailAddressee addressee,
            MailOptOuts optOuts,
            UnitOfWork unitOfWork) {
        this.links = links;
        this.addressee = addressee;
        this.optOuts = optOuts;
        this.unitOfWork = unitOfWork;
    }

    /**
     * Whether nothing more is sent to an address. To be asked when a mail leaves: it may have
     * waited since it was planned, and the wish may have been said about another lead. Called
     * outside units of work.
     */
    public Mono<Boolean> covers(TenantId tenant, String address) {
        return Mono.defer(() ->
                unitOfWork.run(
                        tenant,
                        optOuts.among(tenant, Set.of(addressee.of(tenant, address)))
                                .map(refused -> !refused.isEmpty())));
    }

    /** Where the person says so. Made when the mail is, and kept nowhere. */
    public URI link(TenantId tenant, LeadId lead, String address) {
        return links.address(new OptOutLink(tenant, lead, addressee.of(tenant, address)));
    }
}
