package io.leaddispatcher.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One lead after the other, through one engine with so many rules. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBenchmark {

    @Param("MATCH")
    public String engine = "";

    @Param("10")
    public int rules;

    private Engine made = _ -> Engine.NONE;
    private int next;

    @Setup
    public void make() {
        made = Engines.valueOf(engine).of(new Workload(rules));
    }

    @Benchmark
    public int decide() {
        next = (next + 1) % Workload.LEADS;
        return made.first(next);
    }
}
