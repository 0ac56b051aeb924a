package io.leaddispatcher.infra.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Posts leads to the API over kept-alive connections. */
final class LeadGenerator {

    private final int port;
    private final List<String> tokens;
    private final BooleanSupplier goesOn;

    LeadGenerator(int port, String token) {
        this(port, List.of(token));
    }

    /** Makes leads for the workspaces of these tokens, as many for each. */
    LeadGenerator(int port, List<String> tokens) {
        this(port, tokens, () -> true);
    }

    /**
     * Makes leads for one workspace.
     *
     * @param goesOn asked before each lead
     */
    LeadGenerator(int port, String token, BooleanSupplier goesOn) {
        this(port, List.of(token), goesOn);
    }

    private LeadGenerator(int port, List<String> tokens, BooleanSupplier goesOn) {
        this.port = port;
        this.tokens = tokens;
        this.goesOn = goesOn;
    }

    /** Each connection posts its next lead as soon as the one before it was acknowledged. */
    void atFullSpeed(Ledger ledger, String run, int connections) throws InterruptedException {
        post(ledger, run, connections, _ -> System.nanoTime());
    }

    /** Leads come as they come, whether or not those before them were acknowledged. */
    void atRate(Ledger ledger, String run, int perSecond, int connections)
            throws InterruptedException {
        long start = System.nanoTime();
        long gap = Duration.ofSeconds(1).toNanos() / perSecond;
        post(
                ledger,
                run,
                connections,
                lead -> {
                    long due = start + (lead - ledger.first()) * gap;
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    return due;
                });
    }

    /** When a lead is due; returns no earlier than that. */
    private interface Pace {
        long await(int lead);
    }

    private void post(Ledger ledger, String run, int connections, Pace pace)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger(ledger.first());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int connection = 0; connection < connections; connection++) {
                clients.add(
                        threads.submit(() -> {
                            client(ledger, run, next, pace);
                            return null;
                        }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the leads could not be posted", e.getCause());
        }
    }

    private void client(Ledger ledger, String run, AtomicInteger next, Pace pace)
            throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            HttpReader answers = new HttpReader(socket.getInputStream());
            int end = ledger.first() + ledger.leads();
            for (int lead = next.getAndIncrement();
                    lead < end && goesOn.getAsBoolean();
                    lead = next.getAndIncrement()) {
                byte[] request = request(lead, run);
                ledger.posted(lead, pace.await(lead));
                out.write(request);
                String status = answers.next();
                if (!status.contains(" 202")) {
                    throw new IOException(status + " " + new String(answers.body(), ISO_8859_1));
                }
                ledger.acknowledged(lead);
            }
        }
    }

    /** Each workspace gets leads of every country. */
    private String token(int lead) {
        return tokens.get(lead / LeadBody.countries() % tokens.size());
    }

    private byte[] request(int lead, String run) {
        byte[] body = LeadBody.of(lead, run);
        byte[] head =
                """
                POST /api/v1/leads HTTP/1.1
                Host: 127.0.0.1
                Authorization: Bearer %s
                Idempotency-Key: %s-%d
                Content-Type: application/json
                Content-Length: %d

                """
                        .formatted(token(lead), run, lead, body.length)
                        .replace("\n", "\r\n")
                        .getBytes(ISO_8859_1);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }
}
