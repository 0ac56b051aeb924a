package io.leaddispatcher.domain.account;

import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.normal.Domains;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** By what two leads are of one company: the account that they match, or the company's domain. */
public record CompanyKey(String value) {

    /** The field by which companies without an account are told apart. */
    public static final String DOMAIN = "company.domain";

    private static final String ACCOUNT = "account:";

    /**
     * The keys of a lead's company, the stronger first. Free mail makes no company.
     *
     * @param account null when the lead matched none
     */
    public static List<CompanyKey> of(Lead lead, @Nullable AccountKey account) {
        Optional<String> byAccount = Optional.ofNullable(account).map(key -> ACCOUNT + key);
        Optional<String> byDomain =
                lead.text(DOMAIN)
                        .filter(domain -> !Domains.isFreeMail(domain))
                        .map(domain -> "domain:" + domain);
        return Stream.of(byAccount, byDomain)
                .flatMap(Optional::stream)
                .map(CompanyKey::new)
                .toList();
    }

    public boolean isAccount() {
        return value.startsWith(ACCOUNT);
    }

    @Override
    public String toString() {
        return value;
    }
}
