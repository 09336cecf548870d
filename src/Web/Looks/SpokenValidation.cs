using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Options;

namespace Jiuji.Web.Looks;

/// <summary>
/// Messages about a field are keys of the word files, and the pieces that show them put them into words. The framework's own messages are
/// English sentences, so each gets a key here; a page that names its own key keeps it.
/// </summary>
sealed class SpokenValidation : IConfigureOptions<MvcOptions>, IValidationMetadataProvider
{
    public void Configure(MvcOptions options)
    {
        options.ModelMetadataDetailsProviders.Add(this);
        var messages = options.ModelBindingMessageProvider;
        messages.SetMissingBindRequiredValueAccessor(_ => "error.required_here");
        messages.SetMissingKeyOrValueAccessor(() => "error.required_here");
        messages.SetMissingRequestBodyRequiredValueAccessor(() => "error.required_here");
        messages.SetValueMustNotBeNullAccessor(_ => "error.required_here");
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => "error.not_right");
        messages.SetUnknownValueIsInvalidAccessor(_ => "error.not_right");
        messages.SetValueIsInvalidAccessor(_ => "error.not_right");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "error.not_right");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => "error.not_right");
        messages.SetValueMustBeANumberAccessor(_ => "error.not_a_number");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "error.not_a_number");
    }

    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var rule in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
            if (rule.ErrorMessage is null && rule.ErrorMessageResourceName is null)
                rule.ErrorMessage = Key(rule);
    }

    static string Key(ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => "error.required_here",
        StringLengthAttribute or MaxLengthAttribute or MinLengthAttribute or LengthAttribute => "error.length",
        RangeAttribute => "error.range",
        _ => "error.not_right",
    };
}
