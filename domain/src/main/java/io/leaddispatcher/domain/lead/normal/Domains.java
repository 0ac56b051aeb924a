package io.leaddispatcher.domain.lead.normal;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Internet domains as owners register them, by the public suffix list. */
public final class Domains {

    private static final Pattern SCHEME = Pattern.compile("^[a-z][a-z0-9+.-]*://|^//|^mailto:");
    private static final Pattern AFTER_HOST = Pattern.compile("[/?#\\\\].*", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");
    private static final ImmutableSet<String> FREE_MAIL =
            ImmutableSet.copyOf(Resource.lines("free-mail.txt"));

    private Domains() {}

    /**
     * The registrable domain of a host, a URL or an e-mail address: {@code acme.co.uk} for {@code
     * https://www.acme.co.uk/en}. Empty for addresses of numbers, single words and public suffixes.
     */
    public static Optional<String> registrable(String text) {
        return host(text).flatMap(Domains::registrable);
    }

    /**
     * A name that is not of ASCII alone, as domains are kept: {@code xn--mnchen-3ya.de} for {@code
     * münchen.de}. Empty for other names, and for what is no domain.
     */
    public static Optional<String> inAscii(String text) {
        return CharMatcher.ascii().matchesAllOf(text)
                ? Optional.empty()
                : host(text).map(InternetDomainName::toString);
    }

    /** Whether everybody can have an address there, so that it tells nothing about a company. */
    public static boolean isFreeMail(String registrable) {
        return FREE_MAIL.contains(registrable);
    }

    /** The registrable domain of a business address; empty for free mail. */
    public static Optional<String> ofBusiness(String emailAddress) {
        return registrable(EmailAddresses.domain(emailAddress))
                .filter(domain -> !isFreeMail(domain));
    }

    /** Whether mail could be sent there: a name of two labels or more. */
    static boolean isHost(String text) {
        return host(text).isPresent();
    }

    private static Optional<InternetDomainName> host(String text) {
        String rest = SCHEME.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        String authority = AFTER_HOST.matcher(rest).replaceFirst("");
        String host =
                PORT.matcher(authority.substring(authority.lastIndexOf('@') + 1)).replaceFirst("");
        if (host.isEmpty() || InetAddresses.isInetAddress(host)) {
            return Optional.empty();
        }
        try {
            InternetDomainName name = InternetDomainName.from(IDN.toASCII(host));
            return Optional.of(name).filter(InternetDomainName::hasParent);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> registrable(InternetDomainName host) {
        if (host.isPublicSuffix()) {
            return Optional.empty();
        }
        if (host.isUnderPublicSuffix()) {
            return Optional.of(host.topPrivateDomain().toString());
        }
        // The list's own rule for a suffix that it does not name.
        ImmutableList<String> labels = host.parts();
        return Optional.of(labels.get(labels.size() - 2) + "." + labels.getLast());
    }
}
