package io.leaddispatcher.adapter.salesforce;

import static io.leaddispatcher.adapter.salesforce.StandInSalesforce.ORGANIZATION;
import static io.leaddispatcher.adapter.salesforce.StandInSalesforce.US;

import io.leaddispatcher.adapter.salesforce.StandInSalesforce.Answer;
import io.leaddispatcher.application.access.TokenHash;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens that {@link StandInSalesforce} grants: to apps, and to whom somebody let in. */
final class StandInTokens {

    final List<Map<String, String>> grants = new ArrayList<>();

    /** What the next token is asked for by; another one once it is used, when these rotate. */
    String refreshToken = "refresh-1";

    boolean rotates;
    @Nullable String grantError;

    /** Where it says that calls go, when that is not to itself. */
    @Nullable String instanceUrl;

    private final String url;
    private final Set<String> tokens = new HashSet<>();
    private final Map<String, String> codes = new HashMap<>();

    StandInTokens(String url) {
        this.url = url;
    }

    boolean isGood(String bearer) {
        return tokens.contains(bearer.replaceFirst("^Bearer ", ""));
    }

    void expire() {
        tokens.clear();
    }

    Answer granted(Map<String, String> form) {
        grants.add(form);
        if (grantError != null) {
            return new Answer(
                    400,
                    "{\"error\":\"%s\",\"error_description\":\"not for ana@acme.de\"}"
                            .formatted(grantError));
        }
        if ("authorization_code".equals(form.get("grant_type"))) {
            return letIn(form);
        }
        boolean refreshes = "refresh_token".equals(form.get("grant_type"));
        if (refreshes && !refreshToken.equals(form.get("refresh_token"))) {
            return new Answer(
                    400,
                    "{\"error\":\"invalid_grant\",\"error_description\":\"expired access/refresh token\"}");
        }
        String token = "token-" + grants.size();
        tokens.add(token);
        String next = "";
        if (refreshes && rotates) {
            refreshToken = "refresh-" + (grants.size() + 1);
            next = ",\"refresh_token\":\"%s\"".formatted(refreshToken);
        }
        return new Answer(
                200,
                "{\"access_token\":\"%s\",\"instance_url\":\"%s\",\"id\":\"%s/id/%s/%s\"%s}"
                        .formatted(
                                token,
                                instanceUrl == null ? url : instanceUrl,
                                url,
                                ORGANIZATION,
                                US,
                                next));
    }

    /** Somebody logs in and lets an app in: the code that the browser brings back. */
    String consent(String challenge) {
        String code = "code-" + (codes.size() + 1);
        codes.put(code, challenge);
        return code;
    }

    /** A code is good once, for whoever has what its challenge was made of. */
    private Answer letIn(Map<String, String> form) {
        String challenge = codes.put(form.getOrDefault("code", ""), "used");
        if (!s256(form.getOrDefault("code_verifier", "")).equals(challenge)) {
            return new Answer(
                    400,
                    "{\"error\":\"invalid_grant\",\"error_description\":\"expired authorization code\"}");
        }
        return new Answer(
                200,
                "{\"access_token\":\"%s\",\"refresh_token\":\"%s\",\"instance_url\":\"%s\",\"id\":\"%s/id/%s/%s\"}"
                        .formatted("first", refreshToken, url, url, ORGANIZATION, US));
    }

    private static String s256(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(TokenHash.of(verifier));
    }
}
