package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.access.SecondFactorCheck;
import io.leaddispatcher.application.secret.SecretTokens;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Codes for the day on which the app is gone. Each is good once; they are shown when they are made
 * and kept by their hash.
 */
public record RecoveryCodes(List<String> codes) {

    private static final int HOW_MANY = 10;
    private static final int BYTES = 10;

    public RecoveryCodes {
        codes = List.copyOf(codes);
    }

    static RecoveryCodes fresh(SecretTokens tokens) {
        return new RecoveryCodes(
                Stream.generate(() -> fresh(tokens.next())).limit(HOW_MANY).toList());
    }

    /** Random enough that nobody guesses it, in groups that can be copied by hand. */
    private static String fresh(String token) {
        byte[] random = Base64.getUrlDecoder().decode(token);
        return HexFormat.of().formatHex(random, 0, BYTES).replaceAll("(.{5})(?=.)", "$1-");
    }

    List<byte[]> hashes(UUID person) {
        return codes.stream().map(code -> SecondFactorCheck.recoveryHash(person, code)).toList();
    }

    @Override
    public String toString() {
        return "RecoveryCodes[***]";
    }
}
