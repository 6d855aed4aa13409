package dev.remit.conformance.oracle;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/// The native functions of `cedar-java`. Its public API reshapes what goes in and comes out and
/// hides some of them, so they are called by reflection; each call is made on a [DeepStack]. Its
/// classes are named, not imported: they refer to annotations that it does not ship, which javac
/// reports.
final class Natives {
  private static final String ENGINE = "com.cedarpolicy.BasicAuthorizationEngine";
  private static final String POLICY = "com.cedarpolicy.model.policy.Policy";
  private static final String POLICY_SET = "com.cedarpolicy.model.policy.PolicySet";
  private static final String SCHEMA = "com.cedarpolicy.model.schema.Schema";
  private static final String REFUSAL = "com.cedarpolicy.model.exception.InternalException";

  private static final Method CALL = method(ENGINE, "callCedarJNI", 2);
  private static final Method PREPARSE = method(POLICY_SET, "preparsePolicySetJni", 2);
  private static final Method FORGET = method(POLICY_SET, "removeCachedPolicySetJni", 1);
  private static final Method SET_TO_JSON = method(POLICY_SET, "policySetToJson", 1);
  private static final Method FROM_JSON = method(POLICY, "fromJsonJni", 1);
  private static final Method PARSE_POLICY = method(POLICY, "parsePolicyJni", 1);
  private static final Method PARSE_TEMPLATE = method(POLICY, "parsePolicyTemplateJni", 1);
  private static final Method PARSE_SCHEMA = method(SCHEMA, "parseCedarSchemaJni", 1);
  private static final Method PARSE_SCHEMA_JSON = method(SCHEMA, "parseJsonSchemaJni", 1);
  private static final Method SCHEMA_TO_JSON = method(SCHEMA, "cedarToJsonJni", 1);
  private static final Method SCHEMA_TO_TEXT = method(SCHEMA, "jsonToCedarJni", 1);

  private Natives() {}

  static String call(String operation, String json) {
    return string(CALL, operation, json).require();
  }

  static Verdict<String> preparse(String id, String policySetJson) {
    return string(PREPARSE, id, policySetJson);
  }

  static void forget(String id) {
    string(FORGET, id).require();
  }

  static Verdict<String> policySetToJson(String json) {
    return string(SET_TO_JSON, json);
  }

  static Verdict<String> policyFromJson(String json) {
    return string(FROM_JSON, json);
  }

  static Verdict<String> parsePolicy(String text) {
    return string(PARSE_POLICY, text);
  }

  static Verdict<String> parseTemplate(String text) {
    return string(PARSE_TEMPLATE, text);
  }

  static Verdict<String> parseSchema(String text) {
    return string(PARSE_SCHEMA, text);
  }

  static Verdict<String> parseSchemaJson(String json) {
    return string(PARSE_SCHEMA_JSON, json);
  }

  static Verdict<String> schemaToJson(String text) {
    return string(SCHEMA_TO_JSON, text);
  }

  static Verdict<String> schemaToText(String json) {
    return string(SCHEMA_TO_TEXT, json);
  }

  private static Verdict<String> string(Method function, Object... arguments) {
    return DeepStack.call(() -> invoke(function, arguments));
  }

  private static Verdict<String> invoke(Method function, Object... arguments)
      throws IllegalAccessException {
    try {
      return new Verdict.Accepted<>(String.valueOf(function.invoke(null, arguments)));
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause != null && cause.getClass().getName().equals(REFUSAL)) {
        return new Verdict.Refused<>(String.valueOf(cause.getMessage()));
      }
      throw new AssertionError("the official engine failed in " + function, cause);
    }
  }

  private static Method method(String owner, String name, int parameters) {
    Class<?>[] strings = new Class<?>[parameters];
    Arrays.fill(strings, String.class);
    try {
      Method method = Class.forName(owner).getDeclaredMethod(name, strings);
      method.setAccessible(true);
      return method;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cedar-java has no " + owner + "." + name, e);
    }
  }
}
