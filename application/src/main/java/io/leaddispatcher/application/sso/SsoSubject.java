package io.leaddispatcher.application.sso;

import com.google.common.hash.Hashing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Somebody as their provider names them. The audit log tells them apart and learns no name. */
record SsoSubject(URI issuer, String subject) {

    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("by", "single sign-on");
        told.put("issuer", issuer.toString());
        told.put("subject", hash());
        return told;
    }

    private String hash() {
        return Hashing.sha256()
                .hashString(issuer + "\n" + subject, StandardCharsets.UTF_8)
                .toString();
    }
}
