package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.http.PeerJson.text;

import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.adapter.hubspot.HubSpotTokenEndpoint.Said;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.consent.port.AuthorizationServer;
import io.leaddispatcher.domain.connection.ConnectionType;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** HubSpot's log-in: by the authorization code flow, for the account that the connection is of. */
final class HubSpotConsent implements AuthorizationServer {

    static final String REFRESH_TOKEN = "refresh_token";

    private static final Logger LOG = LoggerFactory.getLogger(HubSpotConsent.class);

    /** Nobody can be let in without these. */
    private static final String SCOPES =
            "oauth crm.objects.contacts.read crm.objects.contacts.write crm.objects.owners.read";

    /** Accounts without it do without companies. */
    private static final String OPTIONAL_SCOPES = "crm.objects.companies.read";

    private static final ImmutableSet<String> OLD_CODES =
            ImmutableSet.of("INVALID_GRANT", "BAD_AUTH_CODE", "EXPIRED_AUTHORIZATION_CODE");
    private static final ImmutableSet<String> WRONG_APPS =
            ImmutableSet.of(
                    "INVALID_CLIENT",
                    "UNAUTHORIZED_CLIENT",
                    "BAD_CLIENT_ID",
                    "BAD_CLIENT_SECRET",
                    "MISMATCH_CLIENT_ID");
    private static final ImmutableSet<String> WRONG_ADDRESSES =
            ImmutableSet.of("BAD_REDIRECT_URI", "INVALID_REDIRECT_URI", "MISMATCH_REDIRECT_URI");

    private final String authorizeUrl;
    private final HubSpotTokenEndpoint tokens;

    /**
     * @param authorizeUrl the page on which somebody lets an app in
     */
    HubSpotConsent(String authorizeUrl, HubSpotTokenEndpoint tokens) {
        this.authorizeUrl = authorizeUrl;
        this.tokens = tokens;
    }

    @Override
    public ConnectionType type() {
        return ConnectionType.HUBSPOT;
    }

    @Override
    public Optional<URI> page(ConnectionAccess connection, Asked asked) {
        return connection
                .secret("clientId")
                .filter(_ -> connection.secret("clientSecret").isPresent())
                .map(id ->
                        UriComponentsBuilder.fromUriString(authorizeUrl)
                                .queryParam("client_id", "{client}")
                                .queryParam("redirect_uri", "{redirect}")
                                .queryParam("scope", "{scope}")
                                .queryParam("optional_scope", "{optional}")
                                .queryParam("state", "{state}")
                                .queryParam("code_challenge", "{challenge}")
                                .queryParam("code_challenge_method", "S256")
                                .encode()
                                .buildAndExpand(
                                        Map.of(
                                                "client", id.reveal(),
                                                "redirect", asked.redirect().toString(),
                                                "scope", SCOPES,
                                                "optional", OPTIONAL_SCOPES,
                                                "state", asked.state(),
                                                "challenge", asked.challenge()))
                                .toUri());
    }

    @Override
    public Mono<Answer> exchange(
            ConnectionAccess connection, Secret code, URI redirect, Secret verifier) {
        return tokens.post(
                        connection,
                        "",
                        Map.of(
                                "grant_type", "authorization_code",
                                "code", code.reveal(),
                                "redirect_uri", redirect.toString(),
                                "code_verifier", verifier.reveal()))
                .flatMap(said -> answer(connection, said))
                .onErrorResume(error -> {
                    LOG.warn(
                            "log-in at HubSpot, connection={}: {}",
                            connection.key(),
                            error.toString());
                    return Mono.just(new Answer.Refused(Reason.SILENT));
                });
    }

    private Mono<Answer> answer(ConnectionAccess connection, Said said) {
        Optional<String> refreshToken = text(said.body(), REFRESH_TOKEN);
        if (!said.isGood() || refreshToken.isEmpty()) {
            return Mono.just(new Answer.Refused(reason(said)));
        }
        var form = Map.of("token", refreshToken.get(), "token_type_hint", REFRESH_TOKEN);
        return tokens.post(connection, "/introspect", form)
                .map(whose -> {
                    if (!whose.isGood()) {
                        return new Answer.Refused(Reason.SILENT);
                    }
                    return text(whose.body(), "hub_id").equals(connection.text("portalId"))
                            ? new Answer.Granted(
                                    Map.of(
                                            HubSpotTokens.REFRESH_TOKEN,
                                            new Secret(refreshToken.get())))
                            : new Answer.OtherAccount();
                });
    }

    private static Reason reason(Said said) {
        String error = said.error();
        if (said.status() >= 500 || said.status() == 429 || said.isGood()) {
            return Reason.SILENT;
        }
        if (WRONG_APPS.contains(error) || said.status() == 401) {
            return Reason.WRONG_APP;
        }
        if (WRONG_ADDRESSES.contains(error)) {
            return Reason.WRONG_ADDRESS;
        }
        return OLD_CODES.contains(error) ? Reason.EXPIRED : Reason.OTHER;
    }
}
