package dev.remit.insight.observe.cloudtrail;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.insight.observe.cloudtrail.TrailEvent.Parameter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an event was about: what it says itself, else what its parameters name, else what the
/// message of its denial does; and of a change always the identity that it changed.
///
/// A user or role is called as it is where it asks, so that one identity has one name; other types
/// are those of CloudFormation.
final class TrailResources {
  private static final Name UNKNOWN = new Name("AWS::Resource");
  private static final Name BUCKET = new Name("AWS::S3::Bucket");
  private static final Name OBJECT = new Name("AWS::S3::Object");
  private static final Name GROUP = new Name("AWS::IAM::Group");
  private static final Name POLICY = new Name("AWS::IAM::ManagedPolicy");

  private static final String IAM = "iam.amazonaws.com";
  private static final Set<String> OF_IDENTITIES = Set.of(IAM, "sts.amazonaws.com");

  /// A parameter that names a resource: `id` is its ARN with `%` for the value, `$A` for the
  /// account and `$R` for the region; a value that is an ARN stands for itself.
  private record Naming(Name type, String id) {
    Naming(String type, String id) {
      this(new Name(type), id);
    }
  }

  private static final Naming TRAIL = regional("AWS::CloudTrail::Trail", "cloudtrail", "trail/%");

  private static final Map<String, Naming> BY_PARAMETER =
      Map.ofEntries(
          Map.entry("roleArn", new Naming(TrailPrincipals.ROLE, "%")),
          Map.entry("policyArn", new Naming(POLICY, "%")),
          Map.entry("functionName", regional("AWS::Lambda::Function", "lambda", "function:%")),
          Map.entry("instanceId", regional("AWS::EC2::Instance", "ec2", "instance/%")),
          Map.entry("imageId", regional("AWS::EC2::Image", "ec2", "image/%")),
          Map.entry("snapshotId", regional("AWS::EC2::Snapshot", "ec2", "snapshot/%")),
          Map.entry("volumeId", regional("AWS::EC2::Volume", "ec2", "volume/%")),
          Map.entry("vpcId", regional("AWS::EC2::VPC", "ec2", "vpc/%")),
          Map.entry("groupId", regional("AWS::EC2::SecurityGroup", "ec2", "security-group/%")),
          Map.entry("keyId", regional("AWS::KMS::Key", "kms", "key/%")),
          Map.entry("trailName", TRAIL),
          Map.entry(
              "secretId", regional("AWS::SecretsManager::Secret", "secretsmanager", "secret:%")),
          Map.entry("topicArn", new Naming("AWS::SNS::Topic", "%")),
          Map.entry("queueUrl", new Naming("AWS::SQS::Queue", "%")),
          Map.entry("tableName", regional("AWS::DynamoDB::Table", "dynamodb", "table/%")),
          Map.entry("dBInstanceIdentifier", regional("AWS::RDS::DBInstance", "rds", "db:%")),
          Map.entry("dBClusterIdentifier", regional("AWS::RDS::DBCluster", "rds", "cluster:%")),
          Map.entry("dBSnapshotIdentifier", regional("AWS::RDS::DBSnapshot", "rds", "snapshot:%")),
          Map.entry("repositoryName", regional("AWS::ECR::Repository", "ecr", "repository/%")),
          Map.entry("logGroupName", regional("AWS::Logs::LogGroup", "logs", "log-group:%")),
          Map.entry("stateMachineArn", new Naming("AWS::StepFunctions::StateMachine", "%")),
          Map.entry("detectorId", regional("AWS::GuardDuty::Detector", "guardduty", "detector/%")),
          Map.entry("resourceArn", new Naming(UNKNOWN, "%")));

  /// Those that name something only in IAM, or together with another one.
  private static final Set<String> OTHERS =
      Set.of("bucketName", "key", "userName", "roleName", "groupName", "name");

  private static final Map<String, Name> BY_ARN =
      Map.ofEntries(
          Map.entry("iam:user", TrailPrincipals.USER),
          Map.entry("iam:role", TrailPrincipals.ROLE),
          Map.entry("iam:group", GROUP),
          Map.entry("iam:policy", POLICY),
          Map.entry("ec2:instance", new Name("AWS::EC2::Instance")),
          Map.entry("ec2:image", new Name("AWS::EC2::Image")),
          Map.entry("ec2:snapshot", new Name("AWS::EC2::Snapshot")),
          Map.entry("ec2:volume", new Name("AWS::EC2::Volume")),
          Map.entry("ec2:vpc", new Name("AWS::EC2::VPC")),
          Map.entry("ec2:security-group", new Name("AWS::EC2::SecurityGroup")),
          Map.entry("ec2:subnet", new Name("AWS::EC2::Subnet")),
          Map.entry("kms:key", new Name("AWS::KMS::Key")),
          Map.entry("kms:alias", new Name("AWS::KMS::Alias")),
          Map.entry("lambda:function", new Name("AWS::Lambda::Function")),
          Map.entry("secretsmanager:secret", new Name("AWS::SecretsManager::Secret")),
          Map.entry("ssm:parameter", new Name("AWS::SSM::Parameter")),
          Map.entry("ssm:document", new Name("AWS::SSM::Document")),
          Map.entry("dynamodb:table", new Name("AWS::DynamoDB::Table")),
          Map.entry("rds:db", new Name("AWS::RDS::DBInstance")),
          Map.entry("rds:cluster", new Name("AWS::RDS::DBCluster")),
          Map.entry("rds:snapshot", new Name("AWS::RDS::DBSnapshot")),
          Map.entry("cloudtrail:trail", new Name("AWS::CloudTrail::Trail")),
          Map.entry("logs:log-group", new Name("AWS::Logs::LogGroup")),
          Map.entry("ecr:repository", new Name("AWS::ECR::Repository")));

  /// The types that events name most, so that they need not be checked each time.
  private static final Map<String, Name> TYPES = types();

  private final TrailEvent event;
  private final String account;
  private final Set<EntityUid> found = new LinkedHashSet<>();

  private TrailResources(TrailEvent event, String account) {
    this.event = event;
    this.account = account;
  }

  private static Map<String, Name> types() {
    Map<String, Name> types = new HashMap<>();
    BY_ARN.values().forEach(type -> types.put(type.value(), type));
    types.put(BUCKET.value(), BUCKET);
    types.put(OBJECT.value(), OBJECT);
    types.put("AWS::IAM::Role", TrailPrincipals.ROLE);
    types.put("AWS::IAM::User", TrailPrincipals.USER);
    return Map.copyOf(types);
  }

  private static Naming regional(String type, String service, String resource) {
    return new Naming(type, "arn:aws:" + service + ":$R:$A:" + resource);
  }

  /// Whether a parameter of this name may name a resource.
  static boolean isNaming(String parameter) {
    return OTHERS.contains(parameter) || BY_PARAMETER.containsKey(parameter);
  }

  /// In the order in which the event names them, what it is about most first. `missingOn` is what
  /// the message of a denial names, or empty. A change of an identity that names none is one of the
  /// asker.
  static List<EntityUid> of(
      TrailEvent event, String account, EntityUid asker, String missingOn, boolean isChange) {
    TrailResources resources = new TrailResources(event, account);
    if (isChange) {
      resources.addIdentities();
    }
    event.resources.forEach(each -> resources.add(each.type(), each.arn()));
    if (resources.found.isEmpty()) {
      resources.addParameters();
    }
    if (resources.found.isEmpty()) {
      resources.addNamed(missingOn);
    }
    if (isChange && resources.found.isEmpty() && OF_IDENTITIES.contains(event.source)) {
      resources.found.add(asker);
    }
    return List.copyOf(resources.found);
  }

  private void add(String type, String arn) {
    Name name = TYPES.get(type);
    if (name == null) {
      name = type.isEmpty() || !Name.isValid(type) ? typeOf(arn) : new Name(type);
    }
    found.add(new EntityUid(name, arn));
  }

  private static Name typeOf(String arn) {
    Optional<String[]> parts = Arns.parts(arn);
    if (parts.isEmpty()) {
      return UNKNOWN;
    }
    String service = parts.get()[2];
    String resource = parts.get()[5];
    if (service.equals("s3")) {
      return resource.indexOf('/') < 0 ? BUCKET : OBJECT;
    }
    if (service.equals("sns")) {
      return new Name("AWS::SNS::Topic");
    }
    if (service.equals("sqs")) {
      return new Name("AWS::SQS::Queue");
    }
    int end = 0;
    while (end < resource.length() && resource.charAt(end) != '/' && resource.charAt(end) != ':') {
      end++;
    }
    return BY_ARN.getOrDefault(service + ":" + resource.substring(0, end), UNKNOWN);
  }

  /// Users, roles and groups, by the names that IAM knows them by.
  private void addIdentities() {
    if (!event.source.equals(IAM)) {
      return;
    }
    String made = event.madeArn;
    if (!made.isEmpty() && !typeOf(made).equals(UNKNOWN)) {
      found.add(new EntityUid(typeOf(made), made));
    }
    addIdentity("userName", TrailPrincipals.USER, "user/");
    addIdentity("roleName", TrailPrincipals.ROLE, "role/");
    addIdentity("groupName", GROUP, "group/");
  }

  private void addIdentity(String parameter, Name type, String path) {
    String name = event.parameter(parameter);
    boolean isMade = !event.madeArn.isEmpty() && event.madeArn.endsWith("/" + name);
    if (!name.isEmpty() && !isMade) {
      found.add(new EntityUid(type, Arns.iam(account, path + name)));
    }
  }

  private void addParameters() {
    String bucket = event.parameter("bucketName");
    if (!bucket.isEmpty()) {
      String arn = "arn:aws:s3:::" + bucket;
      String key = event.parameter("key");
      if (!key.isEmpty()) {
        found.add(new EntityUid(OBJECT, arn + "/" + key));
      }
      found.add(new EntityUid(BUCKET, arn));
    }
    addIdentities();
    for (Parameter parameter : event.parameters) {
      Naming naming = BY_PARAMETER.get(parameter.name());
      if (naming != null && !parameter.value().isEmpty()) {
        add(naming, parameter.value());
      }
    }
    String name = event.parameter("name");
    if (event.source.equals("cloudtrail.amazonaws.com") && !name.isEmpty()) {
      add(TRAIL, name);
    }
  }

  private void add(Naming naming, String value) {
    if (value.startsWith("arn:")) {
      found.add(
          new EntityUid(naming.type().equals(UNKNOWN) ? typeOf(value) : naming.type(), value));
    } else {
      String id =
          naming.id().replace("$R", event.region).replace("$A", account).replace("%", value);
      found.add(new EntityUid(naming.type(), id));
    }
  }

  /// As messages name what was asked for: an ARN, or `user NAME`.
  private void addNamed(String text) {
    int space = text.indexOf(' ');
    String first = space < 0 ? text : text.substring(0, space);
    String rest = space < 0 ? "" : text.substring(space + 1).strip();
    if (first.startsWith("arn:")) {
      found.add(new EntityUid(typeOf(first), first));
    } else if (!rest.isEmpty()) {
      switch (first) {
        case "user" -> found.add(new EntityUid(TrailPrincipals.USER, Arns.user(account, rest)));
        case "role" -> found.add(new EntityUid(TrailPrincipals.ROLE, Arns.role(account, rest)));
        case "group" -> found.add(new EntityUid(GROUP, Arns.iam(account, "group/" + rest)));
        case "policy" -> addNamed(rest);
        default -> {}
      }
    }
  }
}
