package io.leaddispatcher.web.me;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What browsers keep, to show it when they reach nobody. It knows nothing of whoever reads it. */
@Controller
final class OfflinePage {

    @GetMapping("/offline")
    String show() {
        return "me/offline";
    }
}
