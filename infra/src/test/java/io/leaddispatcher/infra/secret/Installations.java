package io.leaddispatcher.infra.secret;

import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Installations that differ in their settings. */
final class Installations {

    private Installations() {}

    /** By the names in docs/operations.md, without {@code dispatcher.} before them. */
    static InstallationKey with(Map<String, String> settings) {
        var source = new MapConfigurationPropertySource();
        settings.forEach((name, value) -> source.put("dispatcher." + name, value));
        return new InstallationKey(
                new Binder(source).bindOrCreate("dispatcher", DispatcherSettings.class));
    }

    /** Each character is a key of its own. */
    static InstallationKey keyOf(char character) {
        return with(Map.of("encryption-key", base64(String.valueOf(character).repeat(32))));
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
