package dev.remit.server;

import dev.remit.pdp.record.UnrecordedAnswers;
import dev.remit.server.credential.CredentialValidator;
import dev.remit.server.setting.Settings;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What the service holds while it runs, beside its listener.
record Resources(
    Storage storage,
    ExecutorService blocking,
    UnrecordedAnswers unrecorded,
    CredentialValidator credentials,
    Management management,
    TaskKeeping tasks,
    Tenants tenants)
    implements AutoCloseable {
  static Resources open(Settings settings, Surroundings around) throws ServerFault {
    Storage storage =
        Storage.open(
            settings.data(), settings.bundles().keySet(), settings.log().keeping(), around.clock());
    ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    try {
      TaskKeeping tasks = TaskKeeping.open(storage, around, settings.limits().flow().bytes());
      return open(settings, around, storage, tasks, blocking);
    } catch (ServerFault e) {
      blocking.close();
      storage.close();
      throw e;
    }
  }

  private static Resources open(
      Settings settings,
      Surroundings around,
      Storage storage,
      TaskKeeping tasks,
      ExecutorService blocking)
      throws ServerFault {
    try {
      Tenants tenants = Tenants.open(settings, around, storage, blocking);
      Management management = management(settings, around, storage, tenants, blocking);
      return new Resources(
          storage,
          blocking,
          new UnrecordedAnswers(choice(settings.log().whenUnwritable())),
          // Last, because it holds a client of the network.
          new CredentialValidator(settings, around.clock(), blocking, around.operator()),
          management,
          tasks,
          tenants);
    } catch (ServerFault e) {
      tasks.close();
      throw e;
    }
  }

  private static Management management(
      Settings settings, Surroundings around, Storage storage, Tenants tenants, Executor blocking)
      throws ServerFault {
    try {
      return Management.open(settings, around, storage, tenants.all(), blocking);
    } catch (ServerFault e) {
      tenants.close();
      throw e;
    }
  }

  private static UnrecordedAnswers.Choice choice(Settings.WhenUnwritable setting) {
    return switch (setting) {
      case DENY -> UnrecordedAnswers.Choice.DENY;
      case ANSWER -> UnrecordedAnswers.Choice.ANSWER;
    };
  }

  /// Once nobody asks any more.
  @Override
  public void close() throws ServerFault {
    tenants.close();
    management.stop();
    credentials.close();
    blocking.close();
    management.close();
    tasks.close();
    storage.close();
  }
}
