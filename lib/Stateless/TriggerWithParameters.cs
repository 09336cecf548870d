using System.Globalization;

namespace Stateless;

public partial class StateMachine<TState, TTrigger>
{
    /// <summary>Declares the argument types of a trigger. A trigger is declared once.</summary>
    public TriggerWithParameters SetTriggerParameters(TTrigger trigger, params Type[] argumentTypes)
        => Declare(new TriggerWithParameters(trigger, argumentTypes));

    /// <summary>Declares a trigger with one argument.</summary>
    public TriggerWithParameters<TArg0> SetTriggerParameters<TArg0>(TTrigger trigger)
        => Declare(new TriggerWithParameters<TArg0>(trigger));

    /// <summary>Declares a trigger with two arguments.</summary>
    public TriggerWithParameters<TArg0, TArg1> SetTriggerParameters<TArg0, TArg1>(TTrigger trigger)
        => Declare(new TriggerWithParameters<TArg0, TArg1>(trigger));

    /// <summary>Declares a trigger with three arguments.</summary>
    public TriggerWithParameters<TArg0, TArg1, TArg2> SetTriggerParameters<TArg0, TArg1, TArg2>(TTrigger trigger)
        => Declare(new TriggerWithParameters<TArg0, TArg1, TArg2>(trigger));

    T Declare<T>(T trigger)
        where T : TriggerWithParameters
        => parameterised.TryAdd(trigger.Trigger, trigger)
            ? trigger
            : throw new InvalidOperationException($"Parameters for the trigger '{trigger}' have already been configured.");

    /// <summary>A trigger together with the types of its arguments.</summary>
    public class TriggerWithParameters
    {
        readonly Type[] argumentTypes;

        /// <summary>Made by <see cref="SetTriggerParameters(TTrigger, Type[])"/>.</summary>
        public TriggerWithParameters(TTrigger underlyingTrigger, params Type[] argumentTypes)
        {
            ArgumentNullException.ThrowIfNull(argumentTypes);
            Trigger = underlyingTrigger;
            this.argumentTypes = argumentTypes;
        }

        /// <summary>The trigger itself.</summary>
        public TTrigger Trigger { get; }

        /// <summary>Refuses arguments of wrong types and too few or too many of them; none at all stands for default values.</summary>
        public void ValidateParameters(object?[] args)
        {
            ArgumentNullException.ThrowIfNull(args);
            if (args.Length > argumentTypes.Length)
                throw Wrong($"Too many parameters have been supplied. Expecting {argumentTypes.Length} but got {args.Length}.");
            for (var position = 0; position < argumentTypes.Length; position++)
                ArgumentAt(args, argumentTypes[position], position);
        }
    }

    /// <summary>A trigger with one argument.</summary>
    public class TriggerWithParameters<TArg0>(TTrigger underlyingTrigger)
        : TriggerWithParameters(underlyingTrigger, typeof(TArg0));

    /// <summary>A trigger with two arguments.</summary>
    public class TriggerWithParameters<TArg0, TArg1>(TTrigger underlyingTrigger)
        : TriggerWithParameters(underlyingTrigger, typeof(TArg0), typeof(TArg1));

    /// <summary>A trigger with three arguments.</summary>
    public class TriggerWithParameters<TArg0, TArg1, TArg2>(TTrigger underlyingTrigger)
        : TriggerWithParameters(underlyingTrigger, typeof(TArg0), typeof(TArg1), typeof(TArg2));

    static TArg ArgumentAt<TArg>(object?[] args, int position)
        => args.Length == 0 ? default! : (TArg)ArgumentAt(args, typeof(TArg), position)!;

    static object? ArgumentAt(object?[] args, Type type, int position)
    {
        if (args.Length == 0)
            return null;
        if (args.Length <= position)
            throw Wrong($"An argument of type {type} is required in position {position}.");
        if (args[position] is { } argument && !type.IsInstanceOfType(argument))
            throw Wrong($"The argument in position {position} is of type {argument.GetType()} but must be of type {type}.");
        return args[position];
    }

    static ArgumentException Wrong(FormattableString message) => new(message.ToString(CultureInfo.InvariantCulture));
}
