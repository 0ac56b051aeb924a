package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountMatcher;
import io.leaddispatcher.domain.lead.Lead;
import java.util.Locale;
import java.util.Optional;

/**
 * What tells the company of a lead from others: the first domain of its account, else that of its
 * web site or of the e-mail address, unless that is one of free mail; else the account itself; else
 * the address; else the lead stands for itself. By its domain a company is the same before and
 * after it is known as an account, and when that gets another key.
 */
final class CompanyOfLead {

    private CompanyOfLead() {}

    static String of(LeadContext context) {
        Optional<Account> account = Optional.ofNullable(context.account());
        Lead lead = context.lead();
        return account.flatMap(found -> found.domains().stream().findFirst())
                .or(() -> AccountMatcher.keysOf(lead).domains().stream().findFirst())
                .map(domain -> "domain " + domain)
                .or(() -> account.map(found -> "account " + found.key()))
                .or(() ->
                        lead.text("contact.email")
                                .map(address -> "address " + address.toLowerCase(Locale.ROOT)))
                .orElseGet(() -> "lead " + lead.id());
    }
}
