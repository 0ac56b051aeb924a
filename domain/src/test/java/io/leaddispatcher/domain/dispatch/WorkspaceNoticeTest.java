package io.leaddispatcher.domain.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.roster.RepKey;
import java.net.URI;
import org.junit.jupiter.api.Test;

class WorkspaceNoticeTest {

    private static final URI LINK = URI.create("https://app.example.test/me");

    @Test
    void whatIsWrittenIsReadTheSameWay() {
        for (var notice :
                new WorkspaceNotice[] {
                    new WorkspaceNotice("Off", "It is off.", "How to", LINK),
                    new WorkspaceNotice("Your day", "Nothing.", "Open", LINK, "mia"),
                    WorkspaceNotice.digest(new RepKey("mia"))
                }) {
            assertThat(WorkspaceNotice.read(notice.document())).isEqualTo(notice);
        }
    }
}
