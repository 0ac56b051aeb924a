package io.leaddispatcher.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountCircleTest {

    private final Map<AccountKey, AccountKey> parents = new HashMap<>();

    @Test
    void anAccountWithoutAParentOrWithAnUnknownOneIsInNoCircle() {
        assertThat(account("a", null).circle(parents::get)).isEmpty();
        assertThat(account("a", "nobody").circle(parents::get)).isEmpty();
    }

    @Test
    void theWayBackToItselfIsTold() {
        parents.put(key("b"), key("c"));
        parents.put(key("c"), key("a"));

        assertThat(account("a", "b").circle(parents::get))
                .isEqualTo(List.of(key("a"), key("b"), key("c"), key("a")));
        assertThat(account("a", "a").circle(parents::get)).isEqualTo(List.of(key("a"), key("a")));
    }

    @Test
    void aCircleFurtherUpIsTheMatterOfOthers() {
        parents.put(key("b"), key("c"));
        parents.put(key("c"), key("b"));

        assertThat(account("a", "b").circle(parents::get)).isEmpty();
    }

    @Test
    void nobodyLooksFurtherUpThanAHundred() {
        IntStream.range(0, 200).forEach(n -> parents.put(key("up-" + n), key("up-" + (n + 1))));
        parents.put(key("up-200"), key("a"));

        assertThat(account("a", "up-0").circle(parents::get)).isEmpty();
        assertThat(account("a", "up-150").circle(parents::get)).hasSize(53);
    }

    private static Account account(String key, @Nullable String parent) {
        return new Account(
                key(key),
                key,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                Map.of(),
                parent == null ? null : key(parent),
                null);
    }

    private static AccountKey key(String key) {
        return new AccountKey(key);
    }
}
