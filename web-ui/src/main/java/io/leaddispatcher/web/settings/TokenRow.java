package io.leaddispatcher.web.settings;

import io.leaddispatcher.application.token.TokenView;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A token in the list.
 *
 * @param expires null: never
 * @param used null: not yet
 */
record TokenRow(
        String id,
        String name,
        String scopes,
        String maker,
        @Nullable When expires,
        @Nullable When used) {

    static TokenRow of(TokenView token, Words words) {
        return new TokenRow(
                token.id().toString(),
                token.name(),
                String.join(
                        ", ",
                        token.scopes().stream()
                                .sorted()
                                .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                                .toList()),
                token.maker() == null ? words.say("tokens.installation") : token.maker(),
                words.whenOrNull(token.expiresAt()),
                words.whenOrNull(token.lastUsedAt()));
    }
}
