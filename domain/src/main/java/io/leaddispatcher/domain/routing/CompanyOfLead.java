package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountMatcher;
import io.leaddispatcher.domain.lead.Lead;
import java.util.Locale;
import java.util.Optional;

/**
 * What tells the company of a lead from others: its account, else the domain of its web site or of
 * the e-mail address, unless that is one of free mail; else the address; else the lead stands for
 * itself.
 */
final class CompanyOfLead {

    private CompanyOfLead() {}

    static String of(LeadContext context) {
        Account account = context.account();
        Lead lead = context.lead();
        return Optional.ofNullable(account)
                .map(found -> "account " + found.key())
                .or(() ->
                        AccountMatcher.keysOf(lead).domains().stream()
                                .findFirst()
                                .map(domain -> "domain " + domain))
                .or(() ->
                        lead.text("contact.email")
                                .map(address -> "address " + address.toLowerCase(Locale.ROOT)))
                .orElseGet(() -> "lead " + lead.id());
    }
}
