package io.leaddispatcher.application.push;

import io.leaddispatcher.application.push.port.PushSender;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Sends nowhere, and answers as it is told. */
public final class ScriptedPushSender implements PushSender {

    final List<String> sent = new ArrayList<>();

    /** By the id of the device; taken where nothing is said. */
    final Map<String, Answer> answers = new HashMap<>();

    @Override
    public Mono<Answer> send(Device device, PushMessage message) {
        return Mono.fromSupplier(() -> {
            sent.add("%s: %s, %s".formatted(device.id(), message.title(), message.body()));
            return answers.getOrDefault(device.id(), new Answer.Taken());
        });
    }

    @Override
    public Optional<String> refusal(Device device) {
        return device.key().equals("bad") ? Optional.of("a bad key") : Optional.empty();
    }

    @Override
    public boolean knows(URI endpoint) {
        return "push.test".equals(endpoint.getHost());
    }

    @Override
    public String publicKey() {
        return "ours";
    }
}
