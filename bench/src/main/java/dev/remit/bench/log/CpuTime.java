package dev.remit.bench.log;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.TreeMap;

/// CPU time so far, in nanoseconds: of the process, and of its living threads by name.
record CpuTime(long process, TreeMap<String, Long> threads) {
  static CpuTime now() {
    ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    TreeMap<String, Long> threads = new TreeMap<>();
    for (long id : bean.getAllThreadIds()) {
      ThreadInfo info = bean.getThreadInfo(id);
      if (info != null) {
        threads.merge(info.getThreadName(), Math.max(0, bean.getThreadCpuTime(id)), Long::sum);
      }
    }
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new CpuTime(system.getProcessCpuTime(), threads);
  }

  /// Of threads whose names begin so, since `before`.
  long since(CpuTime before, String prefix) {
    return of(prefix) - before.of(prefix);
  }

  private long of(String prefix) {
    return threads.tailMap(prefix).entrySet().stream()
        .takeWhile(thread -> thread.getKey().startsWith(prefix))
        .mapToLong(thread -> thread.getValue())
        .sum();
  }
}
